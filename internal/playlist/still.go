package playlist

import (
	"fmt"
	"strings"
)

// mostStill is how many slides play without script, and mostStillBytes how large
// they are together, but for the first. They are there twice, and the page is
// to stay small.
const (
	mostStill      = 12
	mostStillBytes = 256 << 10
)

// still returns the first evergreen slides of the main zone. They are seen
// until the player has its content, and for good where script does not run.
func (p *Playlist) still() []Slide {
	var slides []Slide
	size := 0
	for _, s := range p.Zones[0].Slides {
		if !s.Evergreen {
			continue
		}
		if size += len(s.SVG); len(slides) == mostStill || len(slides) > 0 && size > mostStillBytes {
			break
		}
		slides = append(slides, s)
	}
	return slides
}

// stillStyle places these slides and lets them take turns. The first one lies
// below the others and is always there.
func (p *Playlist) stillStyle() string {
	var b strings.Builder
	fmt.Fprintf(&b, "body { background: %s; }\n%s", p.Background, p.stillPlace())
	slides := p.still()
	round, from := 0, 0
	for _, s := range slides {
		round += s.Seconds
	}
	for i, s := range slides {
		until := from + s.Seconds
		switch {
		case i == 0:
		case i == len(slides)-1:
			turn(&b, i, round, fmt.Sprintf("0%% { opacity: 0; } %s, 100%% { opacity: 1; }", share(from, round)))
		default:
			turn(&b, i, round, fmt.Sprintf("0%% { opacity: 0; } %s { opacity: 1; } %s { opacity: 0; }", share(from, round), share(until, round)))
		}
		from = until
	}
	return b.String()
}

// stillPlace lets the main zone fill the window, turned as the picture is; in
// the corner it stands where the player will show it.
func (p *Playlist) stillPlace() string {
	if !p.Corner {
		width, height := "100vw", "100vh"
		if p.Rotate%180 != 0 {
			width, height = height, width
		}
		return fmt.Sprintf("#still { left: 50%%; top: 50%%; width: %s; height: %s; transform: translate(-50%%,-50%%) rotate(%ddeg); }\n", width, height, p.Rotate)
	}
	left, top := 0, 0
	switch p.Rotate {
	case 90:
		left = p.Height
	case 180:
		left, top = p.Width, p.Height
	case 270:
		top = p.Width
	}
	z := p.Zones[0]
	return fmt.Sprintf("#still { left: %dpx; top: %dpx; width: %dpx; height: %dpx; transform-origin: 0 0; transform: rotate(%ddeg) translate(%dpx,%dpx); }\n",
		left, top, z.W, z.H, p.Rotate, z.X, z.Y)
}

// turn writes when a slide is seen in the round. Browsers before Chrome 43
// know only their own word for it.
func turn(b *strings.Builder, slide, round int, frames string) {
	for _, prefix := range []string{"-webkit-", ""} {
		fmt.Fprintf(b, "@%skeyframes still%d { %s }\n", prefix, slide, frames)
	}
	fmt.Fprintf(b, "#still img:nth-child(%d) { opacity: 0;", slide+1)
	for _, prefix := range []string{"-webkit-", ""} {
		fmt.Fprintf(b, " %sanimation: still%d %ds step-end infinite;", prefix, slide, round)
	}
	b.WriteString(" }\n")
}

// share writes a part of the whole in per cent.
func share(part, whole int) string {
	return fmt.Sprintf("%d.%04d%%", part*100/whole, part*1000000/whole%10000)
}

// dataAddress writes an SVG into an address.
func dataAddress(svg []byte) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	b.WriteString("data:image/svg+xml;charset=utf-8,")
	for _, c := range svg {
		if c <= ' ' || c >= 0x7f || strings.IndexByte(`"#%&<>'`, c) >= 0 {
			b.Write([]byte{'%', hex[c>>4], hex[c&15]})
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}
