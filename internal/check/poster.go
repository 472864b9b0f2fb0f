package check

import (
	"path"
	"slices"
	"strconv"
	"strings"

	"daoyin/internal/content"
	"daoyin/internal/plan"
	"daoyin/internal/problem"
)

// posters asks of every poster that is asked for whether it can be made. One
// that is still a draft may be half-written.
func posters(m *plan.Map, problems *problem.List) {
	for _, p := range m.Site.Posters {
		if p.Draft {
			continue
		}
		posterFlow(m.Site, p, problems)
		logo(m.Site, p, problems)
	}
}

func posterFlow(s *content.Site, p *content.Poster, problems *problem.List) {
	at, written := p.Flow.At, p.Flow.Value
	if written == "" {
		return // told when it was read
	}
	page, _, lack := s.FlowOf(p)
	count := 0
	if page != nil {
		count = len(page.Flows)
	}
	file, _, _ := strings.Cut(written, "#")
	switch lack {
	case content.NoPage:
		hint := meant(s, path.Join(content.Folder, file))
		if rest, found := strings.CutPrefix(written, content.Folder+"/"); found {
			hint = "不用写“content/”，写成“" + rest + "”就行。"
		}
		problems.Error("poster-flow", at, "找不到“"+file+"”，不知道海报上画什么", hint)
	case content.NoFlow:
		problems.Error("poster-flow", at, "“"+file+"”里没有路线图或导引图，做不成海报", "请在那一页里画图，或者改成有图的那一页。")
	case content.ManyFlows:
		problems.Error("poster-flow", at, "“"+file+"”里有"+strconv.Itoa(count)+"张图，没有说是哪一张", "第一张写成“"+file+"#1”，第二张写成“"+file+"#2”。")
	case content.NoSuchFlow:
		problems.Error("poster-flow", at, "“"+written+"”：那一页只有"+strconv.Itoa(count)+"张图", "“#”后面写第几张图，例如“"+file+"#1”。")
	case content.HasFlow:
		switch {
		case len(p.Papers) == 0: // there is to be none
		case page.Front.Draft:
			problems.Warn("poster-unapproved", at, "“"+file+"”还是草稿（draft），没有做海报", "等那一页发布了，海报会自己做出来。")
		case !page.Approved():
			problems.Warn("poster-unapproved", at, "“"+file+"”还没有审核（approved），没有做海报", "没有审过的不上墙。审过以后，在那一页的说明栏里写上 approved，海报会自己做出来。")
		}
	}
}

// logo tells of an emblem that is not there or cannot be printed.
func logo(s *content.Site, p *content.Poster, problems *problem.List) {
	written := p.Logo.Value
	if written == "" {
		return
	}
	source := path.Join(content.Folder, written)
	image := s.Image(source)
	if image == nil {
		var names []string
		for _, i := range s.Images {
			names = append(names, strings.TrimPrefix(i.Source, content.Folder+"/"))
		}
		problems.Error("poster-logo", p.Logo.At, "找不到徽标“"+written+"”", problem.DidYouMean(written, names, "请把图片放到 content/images 里，写成 images/文件名，区分大小写。"))
		return
	}
	if !slices.Contains([]string{".png", ".jpg", ".jpeg"}, strings.ToLower(path.Ext(source))) || image.Width == 0 {
		problems.Error("poster-logo", p.Logo.At, "徽标“"+written+"”不是 PNG 或 JPG 图片，印不出来", "请把徽标另存为 PNG 图片，长边1000像素左右，底色透明最好。")
	}
}
