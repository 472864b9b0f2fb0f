package layout

import "regexp"

// said pairs what the template engine says with what it means, in words for
// who looks after the layouts. $1 and $2 are the parts in brackets.
type said struct {
	engine *regexp.Regexp
	means  string
}

// sayings are asked in this order; not to be changed.
var sayings = []said{
	// While a file is read.
	{regexp.MustCompile(`^function "(.+)" not defined`), "没有“$1”这个函数"},
	{regexp.MustCompile(`^undefined variable "(.+)"`), "变量“$1”前面没有定义"},
	{regexp.MustCompile(`bad character U\+007D`), "“}}”只写了一半"},
	{regexp.MustCompile(`^unexpected "\{" in`), "“{{”后面多了一个“{”"},
	{regexp.MustCompile(`(?:unrecognized|bad) character.* '(.+?)'`), "“{{”和“}}”之间有不认识的符号“$1”，那里只用英文标点"},
	{regexp.MustCompile(`^unclosed action`), "“{{”没有用“}}”结束"},
	{regexp.MustCompile(`^unclosed comment`), "注释没有用“*/}}”结束"},
	{regexp.MustCompile(`^unclosed left paren`), "左括号“(”没有用“)”结束"},
	{regexp.MustCompile(`^unexpected right paren|^unexpected "\)"`), "多了一个右括号“)”"},
	{regexp.MustCompile(`^unterminated`), "引号没有成对"},
	{regexp.MustCompile(`^unexpected EOF`), "文件到头了，还有 {{if}}、{{range}}、{{with}} 或 {{define}} 没有用 {{end}} 结束"},
	{regexp.MustCompile(`^(?:unexpected|expected end; found) (\{\{.+?\}\})`), "多了一个 $1，前面没有和它成对的"},
	{regexp.MustCompile(`^unexpected "?(.+?)"? in `), "“{{”和“}}”之间的“$1”放得不对，也可能是“}}”少了一半"},
	{regexp.MustCompile(`^missing value for (.+)`), "“$1”后面没有内容"},
	{regexp.MustCompile(`^(\{\{.+?\}\}) outside \{\{range\}\}`), "$1 只能用在 {{range}} 里面"},
	{regexp.MustCompile(`multiple definition of template "(.+)"`), "“$1”定义了两次"},
	// While it is looked through for what a browser would misread.
	{regexp.MustCompile(`^ends in a non-text context`), "网页代码不完整：最后有一个标签或者引号没有结束"},
	{regexp.MustCompile(`branches end in different contexts`), "{{if}} 和 {{else}} 两种情况下，标签或者引号不成对"},
	{regexp.MustCompile(` in attribute name: `), "有一个标签没有用“>”结束"},
	{regexp.MustCompile(` in unquoted attr`), "标签里的属性值没有加引号，或者引号没有成对"},
	{regexp.MustCompile(`^(?:no such template|template) "(.+?)"(?: not defined)?$`), "没有“$1”这个版式"},
	// While a page is made.
	{regexp.MustCompile(`can't evaluate field (\S+) in type`), "没有“.$1”这一项"},
	{regexp.MustCompile(`nil pointer evaluating \S*?\.(\w+)$`), "要用“.$1”，可是它前面的那一项在这一页是空的；先用 {{with}} 看有没有"},
	{regexp.MustCompile(`template "(.+)" not defined`), "没有“$1”这个版式"},
	{regexp.MustCompile(`map has no entry for key "(.+)"`), "没有“$1”这一项"},
	{regexp.MustCompile(`wrong number of args for (\S+?):? want (?:at least )?(\d+)`), "函数“$1”后面要写 ${2} 个内容，数目不对"},
	{regexp.MustCompile(`error calling (\S+):`), "函数“$1”算不出来，给它的内容不对"},
	{regexp.MustCompile(`range can't iterate over`), "{{range}} 后面的不是一个列表"},
	{regexp.MustCompile(`wrong type for value|incompatible types|invalid (?:type|value)`), "内容的种类不对，不能这样用"},
	{regexp.MustCompile(`exceeded maximum template depth`), "版式自己引用了自己，没有尽头"},
}

// inWords returns in Chinese what the template engine says, with its own words
// for those who look them up.
func inWords(engine string) string {
	saying := withoutPlace.ReplaceAllString(engine, "")
	for _, s := range sayings {
		if m := s.engine.FindStringSubmatchIndex(saying); m != nil {
			return string(s.engine.ExpandString(nil, s.means, saying, m)) + "（原文：" + engine + "）"
		}
	}
	return "版式里有一处写法不对（原文：" + engine + "）"
}

// withoutPlace is what stands before the saying of a layout that is run.
var withoutPlace = regexp.MustCompile(`^executing ".*?" at <.*?>: `)
