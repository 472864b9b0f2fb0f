package content

import (
	"io/fs"
	"path"
	"slices"
	"strings"
)

// Folder is the content folder's name in a site.
const Folder = "content"

// Sources are the files of a content folder, each list sorted.
type Sources struct {
	Pages    []string // *.md
	Laws     []string // laws/*.yaml
	Posters  []string // posters/*.yaml
	Screens  []string // screens/*.yaml, and screens/emergency.md
	Images   []string
	Settings string // site.yaml; "" if there is none
	Calendar string // calendar.yaml; "" if there is none
	Unknown  []string
}

var imageEndings = []string{".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp"}

// List finds the files of the site's content folder. What editors' programs
// leave lying about is passed over; what else is not understood is listed as
// unknown.
func List(site fs.FS) (Sources, error) {
	var s Sources
	err := fs.WalkDir(site, Folder, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if Litter(d.Name()) && p != Folder {
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if !d.IsDir() {
			s.add(p)
		}
		return nil
	})
	for _, list := range []*[]string{&s.Pages, &s.Laws, &s.Posters, &s.Screens, &s.Images, &s.Unknown} {
		slices.Sort(*list)
	}
	return s, err
}

func (s *Sources) add(p string) {
	inside := strings.TrimPrefix(p, Folder+"/")
	ending := strings.ToLower(path.Ext(p))
	section := path.Dir(inside)
	switch {
	case inside == "site.yaml":
		s.Settings = p
	case inside == "calendar.yaml":
		s.Calendar = p
	case section == "laws" && (ending == ".yaml" || ending == ".yml"):
		s.Laws = append(s.Laws, p)
	case section == "posters" && (ending == ".yaml" || ending == ".yml"):
		s.Posters = append(s.Posters, p)
	case section == "screens" && (ending == ".yaml" || ending == ".yml" || ending == ".md"):
		s.Screens = append(s.Screens, p)
	case ending == ".md" && section != "laws":
		s.Pages = append(s.Pages, p)
	case slices.Contains(imageEndings, ending):
		s.Images = append(s.Images, p)
	default:
		s.Unknown = append(s.Unknown, p)
	}
}

// Litter tells whether a file or folder of that name is left over by an
// editor's program or belongs to the operating system.
func Litter(name string) bool {
	lower := strings.ToLower(name)
	return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~") || strings.HasSuffix(name, "~") ||
		slices.Contains([]string{".tmp", ".bak", ".swp", ".wbk", ".lnk", ".crdownload"}, path.Ext(lower)) ||
		strings.HasPrefix(name, "#") && strings.HasSuffix(name, "#") || // Emacs
		slices.Contains([]string{"thumbs.db", "desktop.ini", "4913"}, lower) // vim tries out a folder with 4913
}
