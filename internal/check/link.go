package check

import (
	"path"
	"slices"

	"daoyin/internal/content"
	"daoyin/internal/law"
	"daoyin/internal/plan"
	"daoyin/internal/problem"
)

func pageLinks(m *plan.Map, p *content.Page, problems *problem.List) {
	for _, l := range p.Doc.Links {
		link(m, p, l.Target, l.At, problems)
	}
	for _, i := range p.Doc.Images {
		image(m.Site, p, i.Target, i.At, problems)
	}
	for _, f := range p.Flows {
		for n := range f.Notes {
			for _, note := range f.Notes[n] {
				for _, l := range note.Links {
					link(m, p, l.Target, l.At, problems)
				}
			}
			for _, l := range f.Steps[n].Links {
				link(m, p, l.Target, l.At, problems)
			}
		}
	}
}

// link follows one link of page p to its page and its place there.
func link(m *plan.Map, p *content.Page, written string, at problem.Position, problems *problem.List) {
	t := content.ResolveLink(p.Source, written)
	switch {
	case t.External:
		return
	case t.Outside:
		problems.Error("link-path", at, "链接“"+written+"”走出了 content 文件夹", "链接写从本文件出发的路径，例如 ../faq/fees.md。")
		return
	}
	target := m.Site.Page(t.Source)
	l := m.Site.Law(t.Source)
	list := m.BySource(t.Source)
	if list == m.Contact && m.Site.Settings.Place(t.Anchor) != nil {
		return // the contact page has an anchor for each place
	}
	switch {
	case target != nil && target.Front.Draft:
		problems.Error("link-draft", at, "链接“"+written+"”指向的页面还是草稿（draft）", "等那一页发布了再加链接，或者去掉那一页的 draft。")
	case target != nil:
		if known := target.Anchors(); t.Anchor != "" && !slices.Contains(known, t.Anchor) {
			problems.Error("link-anchor", at, "链接“"+written+"”里的“#"+t.Anchor+"”在那一页上找不到",
				problem.DidYouMean(t.Anchor, known, "# 后面写那一页上小标题的字；步骤写成 #路线图-步骤标题。"))
		}
		if list == nil && p.Visible(m.At) && !target.Visible(m.At) {
			problems.Warn("link-hidden", at, "链接“"+written+"”指向的页面现在不显示（还没到 from，或者已过 until）", "在那一页不显示期间，这里只留文字、没有链接；如果不妥，请改掉链接。")
		}
	case l != nil:
		if t.Anchor != "" && !lawHasAnchor(l, t.Anchor) {
			problems.Error("link-anchor", at, "《"+l.Name+"》没有登记“"+t.Anchor+"”", "链接到条文写成 #第34条；没有登记的条文，请先在 "+l.Source+" 里登记。")
		}
	case list != nil: // a list without an introduction
		if t.Anchor != "" {
			problems.Error("link-anchor", at, "“"+t.Source+"”里没有“"+t.Anchor+"”这个位置", "请去掉 # 和后面的字。")
		}
	case m.Site.Image(t.Source) != nil:
	default:
		problems.Error("link-broken", at, "链接“"+written+"”找不到对应的文件", meant(m.Site, t.Source))
	}
}

// meant suggests a file of the same folder; paths would look alike for their
// folders alone.
func meant(s *content.Site, source string) string {
	folder := path.Dir(source)
	var names []string
	for _, p := range s.Pages {
		if path.Dir(p.Source) == folder {
			names = append(names, path.Base(p.Source))
		}
	}
	return problem.DidYouMean(path.Base(source), names, "请检查路径和文件名；链接写从本文件出发的路径，例如 ../faq/fees.md。")
}

func lawHasAnchor(l *law.Law, anchor string) bool {
	for i := range l.Articles {
		if id := l.Articles[i].ID; id.Anchor() == anchor {
			return true
		}
	}
	return false
}

func image(s *content.Site, p *content.Page, written string, at problem.Position, problems *problem.List) {
	t := content.ResolveLink(p.Source, written)
	switch {
	case t.External:
		problems.Error("image-remote", at, "图片“"+written+"”在别的网站上", "网页不从别处取东西；请把图片存到 content/images 里再引用。")
	case s.Image(t.Source) == nil:
		var names []string
		for _, i := range s.Images {
			names = append(names, path.Base(i.Source))
		}
		problems.Error("image-missing", at, "找不到图片“"+written+"”", problem.DidYouMean(path.Base(t.Source), names, "请把图片放到 content/images 里，并检查文件名（区分大小写）。"))
	}
}

func doors(m *plan.Map, problems *problem.List) {
	for _, d := range m.Site.Settings.Doors {
		source := content.Folder + "/" + d.Page.Value
		switch {
		case m.BySource(source) != nil:
		case m.Site.Page(source) != nil:
			problems.Warn("link-hidden", d.Page.At, "首页入口“"+d.Title+"”指向的页面现在不显示", "请检查那一页的 from、until 和 draft。")
		default:
			problems.Error("link-broken", d.Page.At, "首页入口“"+d.Title+"”指向的文件“"+d.Page.Value+"”不存在",
				"写 content 里面的路径，例如 guides/xinfang.md。")
		}
	}
}

func unknownFiles(m *plan.Map, problems *problem.List) {
	for _, f := range m.Site.Unknown {
		problems.Warn("file-unknown", problem.Position{File: f}, "不认识这种文件，没有使用", "content 里放 .md 页面、图片和 .yaml 数据文件；Word 文件请另存到别处。")
	}
}
