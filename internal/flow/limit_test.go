package flow_test

import (
	"strings"
	"testing"

	"daoyin/internal/flow"
)

// A limit may be written in several ways; it is kept, and written back, in one.
func TestLimitsAreWrittenBackInOneForm(t *testing.T) {
	for written, want := range map[string]string{
		"15日内":         "15日",
		"15日以内（含15日）":  "15日",
		"自收到之日起5个工作日内": "自收到之日起5个工作日",
		"自受理之日起60日（含），可延长30日内": "自受理之日起60日，可延长30日",
	} {
		g, problems := parse(flow.RouteMap, "标题 路\n主体 甲\n起点 一 @甲\n  期限 "+written+"\n  依据 《甲法》第一条\n终点 二\n")
		if len(problems) > 0 || !strings.Contains(string(flow.Format(g)), "  期限 "+want+"\n") {
			t.Errorf("%s: %v\n%s", written, problems, flow.Format(g))
		}
	}
}
