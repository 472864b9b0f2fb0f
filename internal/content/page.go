package content

import (
	"path"
	"slices"
	"strings"
	"time"

	"daoyin/internal/calendar"
	"daoyin/internal/flow"
	"daoyin/internal/markdown"
	"daoyin/internal/problem"
	"daoyin/internal/yaml"
)

// Kind is what sort of page an editor wrote; the folder decides it.
type Kind int

const (
	Plain  Kind = iota // content/*.md and any folder without a meaning of its own
	Guide              // content/guides
	FAQ                // content/faq
	Notice             // content/notices
)

// sections are the folders that give a page its kind.
var sections = map[string]Kind{"guides": Guide, "faq": FAQ, "notices": Notice}

// Page is what an editor wrote. Read-only once loaded.
type Page struct {
	Source string // content/guides/x.md
	Kind   Kind
	Path   string // where it stands in the site, without an ending: guides/x
	Front  Front
	Doc    *markdown.Doc
	Flows  []Flow // by the index of the block in Doc.Blocks
	text   string // of the file, if the page is approved: see Find
}

// Flow is a route map of a page, with the inline Markdown of its steps parsed.
type Flow struct {
	*flow.Graph
	ID    string            // anchor of the whole flow, unique on the page
	Level int               // of its title among the page's headings: 2, or 3 under a heading of its own
	Notes [][]*markdown.Doc // by step, by line of 说明
	steps string            // what all anchors of its steps begin with
	lines []markdown.BlockLine
}

// Anchor returns the anchor of step i. It is made of the kind of the flow and
// the step's own name, so that neither a heading of the same words nor another
// flow on the page can meet it.
func (f *Flow) Anchor(i int) string { return f.steps + "-" + f.Steps[i].Anchor }

// Front is a page's front matter.
type Front struct {
	Title       yaml.Text       `yaml:"title"`
	Description string          `yaml:"description"`
	Tags        []string        `yaml:"tags"`
	Draft       bool            `yaml:"draft"`
	Slug        yaml.Text       `yaml:"slug"`
	Aliases     []yaml.Text     `yaml:"aliases"`
	Weight      int             `yaml:"weight"`
	Date        calendar.Moment `yaml:"date"`
	From        calendar.Moment `yaml:"from"`
	Until       calendar.Moment `yaml:"until"`
	Reviewed    calendar.Date   `yaml:"reviewed"`
	ReviewEvery calendar.Period `yaml:"review_every"`
	Approved    Approval        `yaml:"approved"`
	Number      yaml.Text       `yaml:"number"` // 文号
	Issuer      yaml.Text       `yaml:"issuer"` // 发文机关
	Index       yaml.Text       `yaml:"index"`  // 索引号
	Question    yaml.Text       `yaml:"question"`
	Short       yaml.Text       `yaml:"short"`
	Screen      Screen          `yaml:"screen"`
	Leaflet     *bool           `yaml:"leaflet"` // of a guide; nil is yes
}

// Approval tells who signed a page off, and when.
type Approval struct {
	By string        `yaml:"by,required"`
	On calendar.Date `yaml:"on,required"`
}

// Screen is what a screen says instead of the page's own text.
type Screen struct {
	Title     string   `yaml:"title"`
	Lines     []string `yaml:"lines"`
	Priority  int      `yaml:"priority"`
	Evergreen bool     `yaml:"evergreen"`
}

// Visible tells whether the page is shown at that time.
func (p *Page) Visible(at time.Time) bool {
	from := p.Front.From
	if from.IsZero() {
		from = p.Front.Date
	}
	return !p.Front.Draft &&
		(from.IsZero() || !at.Before(from.Begin())) &&
		(p.Front.Until.IsZero() || at.Before(p.Front.Until.End()))
}

// Question returns what the page answers; a FAQ without one asks by its title.
func (p *Page) Question() string {
	if p.Front.Question.Value != "" {
		return p.Front.Question.Value
	}
	return p.Front.Title.Value
}

// Summary returns the description, or else how the text begins.
func (p *Page) Summary() string {
	if p.Front.Description != "" {
		return p.Front.Description
	}
	return p.Doc.Excerpt(100)
}

// Anchors returns every anchor of the page that a link can name, in the order
// of headings, then flows.
func (p *Page) Anchors() []string {
	var all []string
	for _, h := range p.Doc.Headings {
		all = append(all, h.ID)
	}
	for _, f := range p.Flows {
		all = append(all, f.ID)
		for i := range f.Steps {
			all = append(all, f.Anchor(i))
		}
	}
	return all
}

// place returns the kind of a source path and where its page stands.
func place(source, slug string) (Kind, string) {
	p := strings.TrimSuffix(strings.TrimPrefix(source, Folder+"/"), path.Ext(source))
	section, _, nested := strings.Cut(p, "/")
	kind := Plain
	if nested {
		kind = sections[section]
	}
	if slug != "" {
		p = path.Join(path.Dir(p), slug)
	}
	return kind, p
}

// badName returns what keeps a name from being part of a web address, or of a
// file name on Windows; "" if nothing does.
func badName(name string) string {
	for _, r := range name {
		if strings.ContainsRune(` "%&'*+/:<=>?@[\]^{|}~#;,!$()`+"`", r) || r < 0x20 {
			return string(r)
		}
	}
	device, _, _ := strings.Cut(strings.ToUpper(name), ".")
	if slices.Contains([]string{"CON", "PRN", "AUX", "NUL"}, device) ||
		len(device) == 4 && (strings.HasPrefix(device, "COM") || strings.HasPrefix(device, "LPT")) && device[3] >= '1' && device[3] <= '9' {
		return device
	}
	if strings.HasSuffix(name, ".") {
		return "."
	}
	return ""
}

func checkName(p *Page, problems *problem.List) {
	at := problem.Position{File: p.Source}
	name := path.Base(p.Path)
	if p.Front.Slug.Value != "" {
		at = p.Front.Slug.At
		name = p.Front.Slug.Value
	}
	if bad := badName(name); bad != "" {
		problems.Error("file-name", at, "名称“"+name+"”里有不能用的“"+bad+"”",
			"名称会成为网址的一部分，请只用字母、数字、汉字和“-”。")
	}
	for _, alias := range p.Front.Aliases {
		for part := range strings.SplitSeq(strings.Trim(alias.Value, "/"), "/") {
			if bad := badName(part); bad != "" || part == "" || part == ".." {
				problems.Error("file-name", alias.At, "别名“"+alias.Value+"”不能做网址", "写成 old/name.html 这样，只用字母、数字、汉字和“-”。")
				break
			}
		}
	}
}
