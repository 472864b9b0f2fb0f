package content

import (
	"errors"
	"net/url"
	"regexp"
	"strings"

	"daoyin/internal/problem"
	"daoyin/internal/yaml"
)

// Settings is the site file: who the bureau is and how it is reached.
type Settings struct {
	Name        string    `yaml:"name,required"`
	Short       string    `yaml:"short"`
	Title       string    `yaml:"title,required"`
	Description string    `yaml:"description,required"`
	Address     yaml.Text `yaml:"address,required"` // public address, ends with /
	Example     bool      `yaml:"example"`          // marks every page as an example
	Sponsor     string    `yaml:"sponsor"`          // 主办单位
	Operator    string    `yaml:"operator"`         // 承办单位
	Portal      Portal    `yaml:"portal"`
	Contact     Contact   `yaml:"contact,required"`
	Places      []Place   `yaml:"places"`
	Channels    []Channel `yaml:"channels"`
	Doors       []Door    `yaml:"doors"`
	Colours     Colours   `yaml:"colours"`
	Fonts       Fonts     `yaml:"fonts"`
	Words       []Word    `yaml:"words"` // not split between two lines of a poster, a leaflet or a screen
	Budgets     Budgets   `yaml:"budgets"`
	written     written
}

// Portal is the identity of the government portal that the site belongs to.
type Portal struct {
	SiteName   string `yaml:"site_name"`
	SiteDomain string `yaml:"site_domain"`
	SiteIDCode string `yaml:"site_id_code"`
	ICP        string `yaml:"icp"`
	Police     string `yaml:"police"`
}

// Contact holds the five facts that article 18 of 《信访工作条例》 wants published.
type Contact struct {
	Network   Network   `yaml:"network,required"`
	Post      Post      `yaml:"post,required"`
	Phone     Phone     `yaml:"phone,required"`
	Reception Reception `yaml:"reception,required"`
	Progress  Progress  `yaml:"progress,required"`
}

type Network struct {
	Name string `yaml:"name,required"`
	URL  string `yaml:"url,required"`
	Note string `yaml:"note"`
}

type Post struct {
	Address  string `yaml:"address,required"`
	Postcode string `yaml:"postcode"`
	Note     string `yaml:"note"`
}

type Phone struct {
	Number string `yaml:"number,required"`
	Hours  string `yaml:"hours"`
	Note   string `yaml:"note"`
}

type Reception struct {
	Place string `yaml:"place,required"`
	Hours string `yaml:"hours,required"`
	Note  string `yaml:"note"`
}

type Progress struct {
	How  string `yaml:"how,required"`
	URL  string `yaml:"url"`
	Note string `yaml:"note"`
}

// Place is what 地点 in a flow may name.
type Place struct {
	Name    string `yaml:"name,required"`
	Address string `yaml:"address"`
	Hours   string `yaml:"hours"`
	Phone   string `yaml:"phone"`
	URL     string `yaml:"url"`
	Note    string `yaml:"note"`
}

// Channel is another way to be heard, beside the bureau's own.
type Channel struct {
	Name  string `yaml:"name,required"`
	Phone string `yaml:"phone"`
	URL   string `yaml:"url"`
	For   string `yaml:"for"`
}

// Door is one of the large entrances of the home page.
type Door struct {
	Title string    `yaml:"title,required"`
	Text  string    `yaml:"text"`
	Page  yaml.Text `yaml:"page,required"` // source path inside content: guides/x.md
}

// Colours may replace the built-in ones; CSS colours such as #14304F.
type Colours struct {
	Main Colour `yaml:"main"`
}

// Colour is a colour as style sheets write it: #14304F.
type Colour string

var colourForm = regexp.MustCompile(`^#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})$`)

// UnmarshalText reads the colour of the site file.
func (c *Colour) UnmarshalText(text []byte) error {
	if !colourForm.Match(text) {
		return errors.New("颜色写成“#14304F”这样：# 后面六位数字或字母 A 到 F，两头加英文引号。")
	}
	*c = Colour(text)
	return nil
}

// Budgets are sizes in bytes.
type Budgets struct {
	InlineCSS int `yaml:"inline_css"` // largest style sheet written into the page itself; 0 = built in
	Guide     int `yaml:"guide"`      // largest guide, HTML with its CSS, compressed; 0 = built in
}

// ParseSettings reads the site file; source is its path in the site.
func ParseSettings(source, text string, problems *problem.List) *Settings {
	s := &Settings{written: written{source, text}}
	before := problems.Len()
	yaml.Decode(text, problem.Position{File: source, Line: 1}, s, problems)
	u, err := url.Parse(s.Address.Value)
	if problems.Len() == before && (err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https") {
		problems.Error("site-address", s.Address.At, "网址“"+s.Address.Value+"”不完整", "写成“https://www.example.gov.cn/xinfang/”这样。")
	}
	if !strings.HasSuffix(s.Address.Value, "/") {
		s.Address.Value += "/"
	}
	return s
}

// Place returns the registered place of that name, or nil.
func (s *Settings) Place(name string) *Place {
	for i := range s.Places {
		if s.Places[i].Name == name {
			return &s.Places[i]
		}
	}
	return nil
}

// Values returns the colours by the name that style sheets use.
func (c Colours) Values() map[string]string { return map[string]string{"main": string(c.Main)} }
