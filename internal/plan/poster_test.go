package plan

import (
	"slices"
	"strings"
	"testing"

	"daoyin/internal/content"
	"daoyin/internal/markdown"
	"daoyin/internal/problem"
)

// guide makes a guide with so many flows.
func guide(name, front string, flows int) *content.Page {
	var problems problem.List
	text := "---\ntitle: 题\n" + front + "---\n" + strings.Repeat("\n```路线图\n标题 图\n主体 甲\n起点 起 @甲\n终点 终 @甲\n```\n", flows)
	return content.ParsePage(markdown.NewParser("路线图"), "content/guides/"+name+".md", []byte(text), &problems)
}

const approved = "approved: {by: 法规科, on: 2026-11-20}\n"

// What is printed, of which pages, at which paths; and that the page knows.
func TestPrints(t *testing.T) {
	for name, test := range map[string]struct {
		pages   []*content.Page
		posters map[string]string
		want    []string
	}{
		"nobody signed it off": {[]*content.Page{guide("x", "", 1)}, nil, nil},
		"not signed off, though asked for": {[]*content.Page{guide("x", "", 1)},
			map[string]string{"p": "flow: guides/x.md\npaper: A3\n"}, nil},
		"without a flow":  {[]*content.Page{guide("x", approved, 0)}, nil, []string{"x-leaflet.pdf"}},
		"of itself":       {[]*content.Page{guide("x", approved, 1)}, nil, []string{"x-a3.pdf", "x-a3.png", "x-leaflet.pdf"}},
		"two flows":       {[]*content.Page{guide("x", approved, 2)}, nil, []string{"x-2-a3.pdf", "x-2-a3.png", "x-a3.pdf", "x-a3.png", "x-leaflet.pdf"}},
		"draft":           {[]*content.Page{guide("x", approved+"draft: true\n", 1)}, nil, nil},
		"not shown now":   {[]*content.Page{guide("x", approved+"from: 2027-01-01\n", 1)}, map[string]string{"p": "flow: guides/x.md\npaper: A3\n"}, nil},
		"without leaflet": {[]*content.Page{guide("x", approved+"leaflet: false\n", 0)}, nil, nil},
		"another name":    {[]*content.Page{guide("x", approved+"slug: y\n", 0)}, nil, []string{"y-leaflet.pdf"}},
		"asked for": {[]*content.Page{guide("x", approved, 1)},
			map[string]string{"p": "flow: guides/x.md\npaper: [A3, A1]\n"}, []string{"p-a1-a4.pdf", "p-a1.pdf", "p-a3.pdf", "p-a3.png", "x-leaflet.pdf"}},
		"asked for, one of two": {[]*content.Page{guide("x", approved, 2)},
			map[string]string{"p": "flow: guides/x.md#1\npaper: A4\n"}, []string{"p-a4.pdf", "p-a4.png", "x-2-a3.pdf", "x-2-a3.png", "x-leaflet.pdf"}},
		"tiles as wished": {[]*content.Page{guide("x", approved, 1)},
			map[string]string{"p": "flow: guides/x.md\npaper: A3\ntiles: true\n", "q": "flow: guides/x.md\npaper: A0\ntiles: false\n"},
			[]string{"p-a3-a4.pdf", "p-a3.pdf", "p-a3.png", "q-a0.pdf", "q-a0.png", "x-leaflet.pdf"}},
		"unwanted":       {[]*content.Page{guide("x", approved, 1)}, map[string]string{"p": "flow: guides/x.md\npaper: none\n"}, []string{"x-leaflet.pdf"}},
		"still a draft":  {[]*content.Page{guide("x", approved, 1)}, map[string]string{"p": "draft: true\nflow: guides/x.md\npaper: A0\n"}, []string{"x-a3.pdf", "x-a3.png", "x-leaflet.pdf"}},
		"of no guide":    {[]*content.Page{page("content/a.md", "title: a\n"+strings.TrimSpace(approved))}, nil, nil},
		"of a lost page": {nil, map[string]string{"p": "flow: guides/lost.md\npaper: A3\n"}, nil},
	} {
		m, _ := printed(test.pages, test.posters)
		var got, known []string
		for _, e := range m.Entries {
			if e.Medium == OnPoster {
				got = append(got, strings.TrimPrefix(e.Path, "posters/"))
				if e.Target == nil || !slices.Contains(e.Target.Prints, e) || m.Page(e) == nil {
					t.Errorf("%s: %s belongs to no page", name, e.Path)
				}
			}
			for _, x := range e.Prints {
				known = append(known, strings.TrimPrefix(x.Path, "posters/"))
			}
		}
		slices.Sort(got)
		slices.Sort(known)
		if !slices.Equal(got, test.want) || !slices.Equal(known, test.want) {
			t.Errorf("%s: %q, pages know %q; want %q", name, got, known, test.want)
		}
	}
}

func printed(pages []*content.Page, posters map[string]string) (*Map, []problem.Problem) {
	var problems problem.List
	s := site(pages...)
	for _, name := range []string{"p", "q", "x"} {
		if text, ok := posters[name]; ok {
			s.Posters = append(s.Posters, content.ParsePoster("content/posters/"+name+".yaml", text, &problems))
		}
	}
	return New(s, now, &problems), problems.Sorted()
}

// Two posters of one name are told, at the place of the later one.
func TestPrintsOfOneName(t *testing.T) {
	_, problems := printed([]*content.Page{guide("x", approved, 1), guide("y", approved, 1)}, map[string]string{"x": "flow: guides/y.md\npaper: A3\n"})
	if len(problems) != 2 || problems[0].Code != "poster-taken" || problems[0].File != "content/guides/x.md" || problems[0].Line == 0 {
		t.Errorf("told %v", problems)
	}
}
