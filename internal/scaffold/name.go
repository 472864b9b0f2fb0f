package scaffold

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// NameError tells why a name cannot be that of a page or a site.
type NameError struct {
	Name string
	Why  string // for editors
}

func (e *NameError) Error() string { return "名称“" + e.Name + "”不能用：" + e.Why }

const (
	// forbidden are the characters that content refuses in the name of a
	// page, because they cannot stand in a web address.
	forbidden = ` "%&'*+/:<=>?@[\]^{|}~#;,!$()` + "`"

	// longest is how many characters of a name leave room for endings in a
	// file name of 255 bytes, which is what the usual systems can hold.
	longest = 60
)

func checkName(name string) error {
	bad := func(why string) error { return &NameError{name, why} }
	switch {
	case name == "":
		return bad("还没有写名称。")
	case !utf8.ValidString(name):
		return bad("里面有读不出来的字符。")
	case utf8.RuneCountInString(name) > longest:
		return bad(fmt.Sprintf("太长了，最多%d个字。", longest))
	case strings.ContainsAny(name, `/\`):
		return bad("只写名称，不写文件夹，里面不能有“/”和“\\”。")
	case name[0] == '.' || name[0] == '-':
		return bad("不能用“" + name[:1] + "”开头。")
	case name[len(name)-1] == '.':
		return bad("不能用“.”结尾。")
	case isDevice(name):
		return bad("这是 Windows 系统留着自己用的名称，请换一个。")
	}
	for _, r := range name {
		if strings.ContainsRune(forbidden, r) || !unicode.IsPrint(r) {
			return bad("里面不能有" + shown(r) + "。名称会成为网址的一部分，请只用字母、数字、汉字和“-”。")
		}
	}
	return nil
}

func shown(r rune) string {
	switch {
	case unicode.IsSpace(r):
		return "空格"
	case unicode.IsPrint(r):
		return "“" + string(r) + "”"
	}
	return fmt.Sprintf("看不见的字符（%U）", r)
}

// isDevice tells whether Windows takes a file of that name, whatever its
// ending, for a device.
func isDevice(name string) bool {
	base, _, _ := strings.Cut(name, ".")
	switch base = strings.ToUpper(base); base {
	case "CON", "PRN", "AUX", "NUL":
		return true
	}
	for _, port := range []string{"COM", "LPT"} {
		if n, found := strings.CutPrefix(base, port); found && utf8.RuneCountInString(n) == 1 && strings.Contains("0123456789¹²³", n) {
			return true
		}
	}
	return false
}
