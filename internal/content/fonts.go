package content

import (
	"errors"
	"io/fs"
	"path"
	"strconv"

	"daoyin/internal/font"
	"daoyin/internal/problem"
	"daoyin/internal/yaml"
)

// Fonts names the files of a fuller font, which stands in for characters that
// the program's own lacks: rare ones in names of people and places. They lie
// in the static folder, as style sheets and icons do: an editor never opens
// them, and what lies there is not published as it is (a font's licence may
// forbid that; as a part of a picture or a PDF it may be given away).
type Fonts struct {
	Regular yaml.Text `yaml:"regular,required"` // path inside static: fonts/x.ttf
	Bold    yaml.Text `yaml:"bold"`             // "": bold text is drawn in Regular
}

// staticFolder is where paths of Fonts begin.
const staticFolder = "static"

// Check looks at the beginning of the files that are named; a file that cannot
// be used is a problem. It is cheap: nothing is loaded.
func (f Fonts) Check(site fs.FS, problems *problem.List) error {
	for _, named := range []yaml.Text{f.Regular, f.Bold} {
		if named.Value == "" {
			continue
		}
		if err := f.judge(font.Inspect(site, inStatic(named.Value)), problems); err != nil {
			return err
		}
	}
	return nil
}

// Load reads the fonts that the program carries and the fuller one of the
// site. It is nil, with a problem, when a file of the site cannot be used.
func (f Fonts) Load(program, site fs.FS, problems *problem.List) (*font.Set, error) {
	before := problems.Len()
	set, err := font.Load(program, site, inStatic(f.Regular.Value), inStatic(f.Bold.Value))
	if err = f.judge(err, problems); err != nil || problems.Len() > before {
		return nil, err
	}
	return set, nil
}

func inStatic(name string) string {
	if name == "" {
		return ""
	}
	return staticFolder + "/" + name // not cleaned: what leads out of static must not be found
}

// judge turns the fault of a file into a problem at the place that names the
// file, and hands on any other error.
func (f Fonts) judge(err error, problems *problem.List) error {
	bad, ok := errors.AsType[*font.FileError](err)
	if !ok {
		return err
	}
	named := f.Regular
	if bad.File == inStatic(f.Bold.Value) && bad.File != inStatic(f.Regular.Value) {
		named = f.Bold
	}
	if named.Value == "" {
		return err // a font of the program
	}
	what, how := fontWords(bad)
	problems.Error("font-file", named.At, what, how)
	return nil
}

// fontWords tells a fault to an editor, who must get another file.
func fontWords(e *font.FileError) (what, how string) {
	name := "字体文件“" + path.Base(e.File) + "”"
	const other = "请换一个 .ttf 结尾的字体文件，常规和粗体各一个。"
	switch e.Fault {
	case font.Absent:
		return "没有找到字体文件“" + e.File + "”", "字体放在网站的 static/fonts 文件夹里，这里写“fonts/文件名.ttf”，大小写也要一样。"
	case font.PostScript:
		return name + "是 OpenType（CFF）格式，放不进 PDF", other
	case font.Collection:
		return name + "里装着好几种字体（.ttc）", other
	case font.Compressed:
		return name + "是网页专用的压缩格式（.woff）", other
	case font.Variable:
		return name + "是可变字体，所有粗细在一个文件里，画出来会是最细的一种", "请下载“静态”（static）的那一种，常规和粗体各一个文件。"
	case font.Locked:
		return name + "注明不许嵌入文件", "海报的 PDF 要带着字体，用它会侵权。请换一种允许嵌入的字体，例如思源黑体。"
	case font.TooLarge:
		return name + "太大", "最大 " + strconv.Itoa(font.MaxSize>>20) + " MB。" + other
	case font.Damaged:
		return name + "不完整或者坏了", "请重新复制或者重新下载这个文件。"
	default:
		return name + "不是字体", other
	}
}
