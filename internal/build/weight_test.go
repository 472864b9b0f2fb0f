package build

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"daoyin"
)

func TestHeavyGuideIsAProblemThatNamesItsParts(t *testing.T) {
	site := base(t)
	var text strings.Builder
	text.WriteString("---\ntitle: 太重的指南\n---\n\n")
	for i := range 3000 { // hardly compressible: no two lines alike
		fmt.Fprintf(&text, "%c%c%c%c%c\n\n", 0x4E00+i*7%20000, 0x4E00+i*131%20000, 0x4E00+i*1009%20000, 0x4E00+i*4801%20000, 0x4E00+i*9973%20000)
	}
	site["content/guides/heavy.md"] = &fstest.MapFile{Data: []byte(text.String())}
	compare(t, problems(t, site), []string{"content/guides/heavy.md:0:0 error page-weight"})
	r, err := Run(t.Context(), Input{Site: site, Builtin: daoyin.Files, At: at})
	if err != nil || len(r.Problems) != 1 || !strings.Contains(r.Problems[0].Hint, "其余文字和页眉页脚") || !strings.Contains(r.Problems[0].Hint, "样式") {
		t.Errorf("problem does not name the parts: %+v, %v", r, err)
	}
}
