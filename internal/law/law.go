// Package law is the registry of law: which laws and articles may be cited,
// what they say in plain words, and which limits (days) they set. It also is
// the one place that knows how a citation and a limit are written and read.
//
// It does not judge pages; that is check's work. Source of the facts: the
// data files under content/laws.
package law

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"daoyin/internal/calendar"
	"daoyin/internal/problem"
	"daoyin/internal/yaml"
)

// Law is one registered law. Read-only once parsed.
type Law struct {
	Source    string // content/laws/x.yaml
	Name      string // without 《》
	Short     []string
	Issuer    string
	Kind      string // 法律, 党内法规 …; "" if the editor left it open
	Version   string // words about the version registered; may be ""
	Summary   string
	Published calendar.Date
	From      calendar.Date // in force since
	Repealed  calendar.Date // no longer in force from this day
	Reviewed  calendar.Date
	Every     calendar.Period // how often it is to be checked again
	Articles  []Article
	byID      map[ArticleID]int
	places    map[string]problem.Position // where a name is written
}

// Article is one registered article.
type Article struct {
	ID     ArticleID
	Gist   string
	Limits []ArticleLimit
	At     problem.Position
}

// ArticleLimit is a limit that an article sets.
type ArticleLimit struct {
	Limit     Limit  `yaml:"limit,required"`
	Who       string `yaml:"who"`
	For       string `yaml:"for"`       // what is to be done
	Paragraph int    `yaml:"paragraph"` // 款; 0 if the article has but one
}

// Article returns the registered article, or nil.
func (l *Law) Article(id ArticleID) *Article {
	if i, ok := l.byID[id]; ok {
		return &l.Articles[i]
	}
	return nil
}

// Title returns the name as it is cited: 《信访工作条例》.
func (l *Law) Title() string { return "《" + l.Name + "》" }

// file is the form of a law's data file.
type file struct {
	Name        yaml.Text            `yaml:"name,required"`
	Short       []yaml.Text          `yaml:"short"`
	Issuer      string               `yaml:"issuer"`
	Kind        string               `yaml:"kind"`
	Version     string               `yaml:"version"`
	Summary     string               `yaml:"summary"`
	Published   calendar.Date        `yaml:"published"`
	From        calendar.Date        `yaml:"from"`
	Repealed    calendar.Date        `yaml:"repealed"`
	Reviewed    calendar.Date        `yaml:"reviewed"`
	ReviewEvery calendar.Period      `yaml:"review_every"`
	Articles    map[string]fileEntry `yaml:"articles,required"`
}

type fileEntry struct {
	Gist   string           `yaml:"gist,required"`
	Limits []ArticleLimit   `yaml:"limits"`
	At     problem.Position `yaml:"@"`
}

// Parse reads a law's data file; source is its path in the site.
func Parse(source, text string, problems *problem.List) *Law {
	var f file
	yaml.Decode(text, problem.Position{File: source, Line: 1}, &f, problems)
	l := &Law{
		Source: source, Issuer: f.Issuer, Kind: f.Kind,
		Version: f.Version, Summary: f.Summary, Published: f.Published, From: f.From,
		Repealed: f.Repealed, Reviewed: f.Reviewed, Every: f.ReviewEvery,
		byID: map[ArticleID]int{}, places: map[string]problem.Position{},
	}
	l.Name = l.named(f.Name)
	for _, short := range f.Short {
		l.Short = append(l.Short, l.named(short))
	}
	for _, key := range slices.Sorted(maps.Keys(f.Articles)) {
		entry := f.Articles[key]
		id, ok := parseID(key)
		if !ok {
			problems.Error("law-article", entry.At, "条号“"+key+"”读不懂", "条号写成数字，例如 34；“之一”写成 34-1。")
			continue
		}
		l.Articles = append(l.Articles, Article{ID: id, Gist: entry.Gist, Limits: entry.Limits, At: entry.At})
	}
	slices.SortFunc(l.Articles, func(a, b Article) int {
		return cmp.Or(cmp.Compare(a.ID.Number, b.ID.Number), cmp.Compare(a.ID.Of, b.ID.Of))
	})
	for i, a := range l.Articles {
		l.byID[a.ID] = i
	}
	return l
}

// named notes where a name is written; 《》 around it do not belong to it.
func (l *Law) named(written yaml.Text) string {
	name := strings.TrimSuffix(strings.TrimPrefix(written.Value, "《"), "》")
	if _, twice := l.places[name]; !twice {
		l.places[name] = written.At
	}
	return name
}

// parseID reads 34 and 34-1 as ArticleID.String writes them; any other way of
// writing would let one article in twice.
func parseID(key string) (id ArticleID, ok bool) {
	number, of, _ := strings.Cut(key, "-")
	id.Number, _ = strconv.Atoi(number)
	id.Of, _ = strconv.Atoi(of)
	return id, id.String() == key && id.Number >= 1 && id.Number <= largest && id.Of >= 0 && id.Of <= largest
}

// Registry holds all registered laws. Read-only once made.
type Registry struct {
	laws     []*Law
	byName   map[string]*Law
	disputed map[string]bool // full names of two laws, or short ones; told where the second stands
}

// NewRegistry joins laws; two laws that answer to one name are a problem. A
// full name goes before another law's short name.
func NewRegistry(laws []*Law, problems *problem.List) *Registry {
	r := &Registry{byName: map[string]*Law{}, disputed: map[string]bool{}}
	r.laws = slices.SortedFunc(slices.Values(laws), func(a, b *Law) int { return cmp.Compare(a.Source, b.Source) })
	for _, l := range r.laws {
		r.name(l, l.Name, problems)
	}
	for _, l := range r.laws {
		for _, short := range l.Short {
			r.name(l, short, problems)
		}
	}
	return r
}

func (r *Registry) name(l *Law, name string, problems *problem.List) {
	switch other := r.byName[name]; {
	case name == "" || other == l:
	case other != nil:
		r.disputed[name] = r.disputed[name] || (l.Name == name) == (other.Name == name)
		at, known := l.places[name]
		if !known {
			at = problem.Position{File: l.Source}
		}
		problems.Error("law-name", at, "《"+name+"》已经在 "+other.Source+" 登记过",
			"两部法不能用同一个名称；请改掉其中一处的 name 或 short。")
	default:
		r.byName[name] = l
	}
}

// Laws returns the registered laws in the order of their files.
func (r *Registry) Laws() []*Law { return r.laws }

// Lookup returns the law of that name or short name, or nil.
func (r *Registry) Lookup(name string) *Law { return r.byName[name] }

// Disputed tells whether two laws answer to that name, so that nobody can say
// which one a citation means.
func (r *Registry) Disputed(name string) bool { return r.disputed[name] }

// Names returns every name that may be cited, sorted.
func (r *Registry) Names() []string { return slices.Sorted(maps.Keys(r.byName)) }
