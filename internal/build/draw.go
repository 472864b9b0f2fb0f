package build

import (
	"fmt"
	"io/fs"

	"daoyin/internal/content"
	"daoyin/internal/flow"
	"daoyin/internal/markdown"
	"daoyin/internal/problem"
	"daoyin/internal/render/poster"
)

// Drawing is what Draw is asked for.
type Drawing struct {
	Files   fs.FS  // where File lies
	File    string // a page with a flow
	Site    fs.FS  // whose fuller font and words are used; nil if File is in no site
	Builtin fs.FS  // the program's own files: the fonts
	Canvas  string // a3, a1横, 1920x1080
	Name    string // of the picture; its ending is the format
}

// Draw draws the first flow of one page on its own. Whether limits and
// citations are right is not asked here. Data is nil when problems say why.
func Draw(d Drawing) (data []byte, found []problem.Problem, err error) {
	var problems problem.List
	data, err = d.draw(&problems)
	found = problems.Sorted()
	excerpts(d.Files, found)
	return data, found, err
}

func (d Drawing) draw(problems *problem.List) ([]byte, error) {
	canvas, known := poster.Canvas(d.Canvas)
	if !known {
		return nil, fmt.Errorf("draw: no canvas %q", d.Canvas)
	}
	raw, err := fs.ReadFile(d.Files, d.File)
	if err != nil {
		return nil, err
	}
	page := content.ParsePage(markdown.NewParser(flow.RouteMap.String(), flow.GuideMap.String()), d.File, raw, problems)
	if page == nil || problems.HasErrors() {
		return nil, nil
	}
	if len(page.Flows) == 0 {
		problems.Error("flow-none", problem.Position{File: d.File}, "这一页没有路线图或导引图", "图写在“```路线图”和“```”两行之间。")
		return nil, nil
	}
	set, err := setter(d.Builtin, d.Site, d.settings())(problems)
	if set == nil {
		return nil, err
	}
	press := poster.NewPress(set)
	checked := ""
	if on := page.Front.Reviewed; !on.IsZero() {
		checked = on.String()
	}
	drawn := press.Draw(&page.Flows[0], canvas, checked, problems)
	if drawn == nil {
		return nil, nil
	}
	return press.Write(*drawn.Scene, d.Name)
}

// settings returns the site file as far as it can be read; its mistakes are for
// those who build the site.
func (d Drawing) settings() *content.Settings {
	const name = content.Folder + "/site.yaml"
	var others problem.List
	if d.Site == nil {
		return &content.Settings{}
	}
	text, ok, err := readText(d.Site, name, &others)
	if err != nil || !ok {
		return &content.Settings{}
	}
	return content.ParseSettings(name, text, &others)
}

// Formats returns the endings that a drawing's name may have.
func Formats() []string { return poster.Formats() }

// KnownCanvas tells whether a canvas of that name can be drawn on.
func KnownCanvas(name string) bool {
	_, known := poster.Canvas(name)
	return known
}
