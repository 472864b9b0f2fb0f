package build

import (
	"context"
	"io/fs"
	"slices"

	"daoyin/internal/calendar"
	"daoyin/internal/charset"
	"daoyin/internal/content"
	"daoyin/internal/flow"
	"daoyin/internal/law"
	"daoyin/internal/markdown"
	"daoyin/internal/mirror"
	"daoyin/internal/problem"
)

// load reads the content folder; of one that was read before, only what may
// differ. The site is nil when its files are too few or too broken to go on;
// the problems say why.
func load(ctx context.Context, site fs.FS, kept *Kept, problems *problem.List) (*content.Site, error) {
	held, _ := site.(*mirror.Mirror)
	last := kept.loaded
	kept.loaded = loaded{} // until all went well
	if kept.parser == nil {
		kept.parser = markdown.NewParser(flow.RouteMap.String(), flow.GuideMap.String())
	}
	if pages, only := last.since(held); only {
		now, err := kept.pages.renew(ctx, site, pages, kept.page)
		if err != nil {
			return nil, err
		}
		if s := last.site.With(now); s != nil {
			problems.Join(last.others)
			kept.pages.tell(problems)
			last.from, last.site = held, s
			kept.loaded = last
			return s, nil
		}
	}
	sources, err := content.List(site)
	if err != nil {
		return nil, err
	}
	var others problem.List
	s, err := kept.readAll(ctx, site, sources, problems, &others)
	problems.Join(&others)
	if held != nil && err == nil && s != nil {
		kept.loaded = loaded{held, sources, s, &others}
	}
	return s, err
}

// page reads one page.
func (k *Kept) page(name string, raw []byte, problems *problem.List) *content.Page {
	return content.ParsePage(k.parser, name, raw, problems)
}

// readAll reads the files of a content folder. What is found in pages goes into
// problems, what is found elsewhere into others.
func (k *Kept) readAll(ctx context.Context, site fs.FS, sources content.Sources, problems, others *problem.List) (*content.Site, error) {
	settings, err := readSettings(site, sources, others)
	if err != nil {
		return nil, err
	}
	days, err := readCalendar(site, sources, others)
	if err != nil {
		return nil, err
	}
	laws, err := readLaws(ctx, site, k, sources.Laws, others)
	if err != nil {
		return nil, err
	}
	posters, err := readPosters(ctx, site, k, sources.Posters, others)
	if err != nil {
		return nil, err
	}
	images, err := k.images.read(ctx, site, sources.Images, others, content.ReadImage)
	if err != nil {
		return nil, err
	}
	pages, err := k.pages.read(ctx, site, sources.Pages, problems, k.page)
	if err != nil || settings == nil {
		return nil, err
	}
	s := content.Assemble(settings, days, laws, pages, images)
	s.Posters, s.Unknown = posters, sources.Unknown
	s.Screens, err = content.ReadScreens(site, sources.Screens, k.parser, others)
	return s, err
}

func readSettings(site fs.FS, sources content.Sources, problems *problem.List) (*content.Settings, error) {
	if sources.Settings == "" {
		problems.Error("site-missing", problem.Position{File: content.Folder + "/site.yaml"}, "没有找到网站设置文件 site.yaml",
			"请在网站的文件夹里运行；新建网站用 daoyin new site 名称。")
		return nil, nil
	}
	text, ok, err := readText(site, sources.Settings, problems)
	if !ok {
		return nil, err
	}
	s := content.ParseSettings(sources.Settings, text, problems)
	return s, s.Fonts.Check(site, problems)
}

func readCalendar(site fs.FS, sources content.Sources, problems *problem.List) (*calendar.Calendar, error) {
	if sources.Calendar == "" {
		return calendar.Parse(content.Folder+"/calendar.yaml", "", problems), nil
	}
	text, ok, err := readText(site, sources.Calendar, problems)
	if !ok {
		return nil, err
	}
	return calendar.Parse(sources.Calendar, text, problems), nil
}

func readLaws(ctx context.Context, site fs.FS, kept *Kept, names []string, problems *problem.List) (*law.Registry, error) {
	laws, err := kept.laws.read(ctx, site, names, problems, func(name string, raw []byte, problems *problem.List) *law.Law {
		if text, ok := content.Text(name, raw, problems); ok {
			return law.Parse(name, text, problems)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	laws = slices.DeleteFunc(laws, func(l *law.Law) bool { return l == nil })
	return law.NewRegistry(laws, problems), nil
}

func readPosters(ctx context.Context, site fs.FS, kept *Kept, names []string, problems *problem.List) ([]*content.Poster, error) {
	posters, err := kept.posters.read(ctx, site, names, problems, func(name string, raw []byte, problems *problem.List) *content.Poster {
		if text, ok := content.Text(name, raw, problems); ok {
			return content.ParsePoster(name, text, problems)
		}
		return nil
	})
	return slices.DeleteFunc(posters, func(p *content.Poster) bool { return p == nil }), err
}

func readText(site fs.FS, name string, problems *problem.List) (text string, ok bool, err error) {
	raw, err := fs.ReadFile(site, name)
	if err != nil {
		return "", false, err
	}
	text, ok = content.Text(name, raw, problems)
	return text, ok, nil
}

// excerpts gives each problem the line it is about, if it has none yet. Problems
// come sorted by file; each file is read once, side by side with the others.
func excerpts(site fs.FS, problems []problem.Problem) {
	var files [][]problem.Problem
	for from, i := 0, 1; i <= len(problems); i++ {
		if i == len(problems) || problems[i].File != problems[from].File {
			if slices.ContainsFunc(problems[from:i], func(p problem.Problem) bool { return p.Line > 0 && p.Excerpt == "" }) {
				files = append(files, problems[from:i])
			}
			from = i
		}
	}
	// A file that cannot be read has no lines to show; that is no failure.
	_ = each(context.Background(), allProcessors, len(files), nil, func(i int) error {
		raw, err := fs.ReadFile(site, files[i][0].File)
		if err != nil {
			return nil
		}
		text, err := charset.Decode(raw)
		if err != nil {
			return nil
		}
		problem.Quote(files[i], text)
		return nil
	})
}
