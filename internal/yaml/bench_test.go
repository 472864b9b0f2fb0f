package yaml

import (
	"testing"

	"daoyin/internal/problem"
)

// sixLines is the front matter of a guide of the example site.
const sixLines = `title: 来访须知
description: 您来访有哪些权利，该到哪里去，带什么，来了以后怎么走。先看权利，再看要配合的事。
tags: [怎么提, 来访]
weight: 40
reviewed: 2026-11-20
approved: {by: 法规科（示例）, on: 2026-11-20}
`

func BenchmarkDecode(b *testing.B) {
	for name, text := range map[string]string{
		"everyday": sixLines,
		"library":  sixLines + "slug: 'laifang'\n", // single quotes are not everyday
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				var front front
				var problems problem.List
				Decode(text, problem.Position{File: "content/guides/laifang.md", Line: 2}, &front, &problems)
				if problems.Len() > 0 {
					b.Fatal(problems.Sorted())
				}
			}
		})
	}
}
