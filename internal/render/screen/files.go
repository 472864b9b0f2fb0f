package screen

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/gif"
	"strings"

	"daoyin/internal/charset"
	"daoyin/internal/content"
	"daoyin/internal/draw/png"
	"daoyin/internal/draw/svg"
	"daoyin/internal/plan"
	"daoyin/internal/problem"
	"daoyin/internal/scene"
)

// File is a file of a screen's folder.
type File struct {
	Path string // slash-separated, in the screen's folder: png/001_12s.png
	Data []byte
	From []string // sources it is made of
}

// Small palettes are what cards of LED walls take, and a third of the bytes
// for televisions.
const (
	ledColours = 64
	tvColours  = 128
)

// Make makes all files of a screen; none when problems say why. A proof only
// looks for problems.
func (m *Maker) Make(s *plan.Screen, proof bool, problems *problem.List) ([]File, error) {
	before := problems.Len()
	r := m.Reel(s, problems)
	if problems.Len() > before {
		return nil, nil
	}
	var files []File
	var err error
	if proof {
		_, err = m.player(r)
	} else {
		files, err = m.Files(r)
	}
	if tooHeavy(s, err, problems) {
		return nil, nil
	}
	return files, err
}

// Files returns every file that the profile asks for, in a fixed order. An
// error is a failure of the machine.
func (m *Maker) Files(r *Reel) ([]File, error) {
	var files []File
	add := func(more []File, err error) error {
		files = append(files, more...)
		return err
	}
	steps := []func(*Reel) ([]File, error){m.player, m.pictures, m.loop, m.strips, m.pages}
	for _, step := range steps {
		if err := add(step(r)); err != nil {
			return nil, fmt.Errorf("screen %s: %w", r.Profile.Name, err)
		}
	}
	return files, nil
}

// SVG writes a slide with its words as outlines.
func (m *Maker) SVG(s *Slide) ([]byte, error) {
	return svg.Write(*s.Scene, svg.Options{Outlines: m.set.Fonts()})
}

// PNG draws a slide at the panel's own pixels.
func (m *Maker) PNG(r *Reel, s *Slide) ([]byte, error) {
	return png.Write(*s.Scene, m.depth(r.Profile))
}

func (m *Maker) depth(p *content.Profile) png.Options {
	o := png.Options{Fonts: m.set.Fonts()}
	switch {
	case p.Depth != content.FullColour:
		o.Flat = true
	case p.Kind == content.TV:
		o.Colours = tvColours
	default:
		o.Colours = ledColours
	}
	return o
}

// pictures are the main zone's slides one by one, for players that take
// nothing but pictures, and the list that says in which order and how long.
func (m *Maker) pictures(r *Reel) ([]File, error) {
	if !r.Profile.Wants("png") {
		return nil, nil
	}
	var files []File
	var list strings.Builder
	list.WriteString("# 播放单：文件名、放几秒、什么时候放、内容。带日期的，过了日期请删掉。\r\n")
	for i := range r.Zones[0].Slides {
		s := &r.Zones[0].Slides[i]
		data, err := png.Write(*m.whole(r, s), m.depth(r.Profile))
		if err != nil {
			return nil, err
		}
		name := fmt.Sprintf("%03d_%02ds.png", i+1, s.Seconds)
		files = append(files, File{"png/" + name, data, sources(s)})
		fmt.Fprintf(&list, "%s\t%d\t%s\t%s\r\n", name, s.Seconds, windowWords(s), s.Title)
	}
	return append(files, File{"png/playlist.txt", []byte(list.String()), []string{r.Profile.Source}}), nil
}

// whole is a slide on the whole panel: the bar below it says its first line.
func (m *Maker) whole(r *Reel, s *Slide) *scene.Scene {
	p := r.Profile
	if len(r.Zones) == 1 {
		return s.Scene
	}
	out := &scene.Scene{Width: float64(p.Width), Height: float64(p.Height), Title: s.Scene.Title, Background: themeOf(p).bar}
	out.Shapes = append(out.Shapes, scene.Rect{W: s.Scene.Width, H: s.Scene.Height, Paint: scene.Paint{Fill: s.Scene.Background, Stroke: scene.None}})
	out.Shapes = append(out.Shapes, s.Scene.Shapes...)
	bar := r.Zones[1]
	for i := range bar.Slides {
		if !bar.Slides[i].Emergency {
			out.Shapes = append(out.Shapes, moved(bar.Slides[i].Scene.Shapes, float64(bar.X), float64(bar.Y))...)
			break
		}
	}
	return out
}

// moved returns texts moved; bars have nothing else.
func moved(shapes []scene.Shape, dx, dy float64) []scene.Shape {
	var out []scene.Shape
	for _, s := range shapes {
		if t, ok := s.(scene.Text); ok {
			t.X += dx
			t.Y += dy
			out = append(out, t)
		}
	}
	return out
}

func sources(s *Slide) []string {
	if s.Source == "" {
		return nil
	}
	return []string{s.Source}
}

// loop is all evergreen slides as one moving picture, for cards that play
// nothing else.
func (m *Maker) loop(r *Reel) ([]File, error) {
	if !r.Profile.Wants("gif") {
		return nil, nil
	}
	var all gif.GIF
	for i := range r.Zones[0].Slides {
		s := &r.Zones[0].Slides[i]
		if !s.Evergreen {
			continue // nobody could take it out again when it ends
		}
		frame, err := m.frame(m.whole(r, s))
		if err != nil {
			return nil, err
		}
		all.Image = append(all.Image, frame)
		all.Delay = append(all.Delay, 100*s.Seconds)
	}
	if len(all.Image) == 0 {
		return nil, nil
	}
	var out bytes.Buffer
	if err := gif.EncodeAll(&out, &all); err != nil {
		return nil, err
	}
	return []File{{"loop.gif", out.Bytes(), []string{r.Profile.Source}}}, nil
}

func (m *Maker) frame(s *scene.Scene) (*image.Paletted, error) {
	data, err := png.Write(*s, png.Options{Fonts: m.set.Fonts(), Colours: ledColours})
	if err != nil {
		return nil, err
	}
	picture, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	frame, ok := picture.(*image.Paletted)
	if !ok {
		return nil, fmt.Errorf("a picture without a palette: %T", picture)
	}
	frame.Palette = append(color.Palette{}, frame.Palette...)
	return frame, nil
}

// strips are the words for the software of strip displays.
func (m *Maker) strips(r *Reel) ([]File, error) {
	if !r.Profile.Wants("strip") {
		return nil, nil
	}
	text := stripText(r)
	old, err := charset.EncodeGB18030(text)
	if err != nil {
		return nil, err
	}
	from := []string{r.Profile.Source}
	return []File{{"strip.txt", []byte(text), from}, {"strip-gb18030.txt", old, from}}, nil
}
