package emit

import (
	"bytes"
	"encoding/json"
)

const manifestName = "manifest.json"

// entry is one published file, as the manifest lists it.
type entry struct {
	Path  string   `json:"path"`
	Sum   string   `json:"sha256"`
	Bytes int64    `json:"bytes"`
	From  []string `json:"from"`

	unchanged bool // the published folder has it already
}

// writeManifest lists the entries, which are sorted, one on a line.
func writeManifest(entries []entry) ([]byte, error) {
	var out bytes.Buffer
	out.WriteString(`{"generator":"daoyin","version":1,"files":[`)
	lines := json.NewEncoder(&out) // ends each entry with a newline, which is taken back for the comma
	lines.SetEscapeHTML(false)
	for i, e := range entries {
		if i > 0 {
			out.Truncate(out.Len() - 1)
			out.WriteByte(',')
		}
		out.WriteByte('\n')
		if e.From == nil {
			e.From = []string{}
		}
		if err := lines.Encode(e); err != nil {
			return nil, err
		}
	}
	out.WriteString("]}\n")
	return out.Bytes(), nil
}

// readManifest returns what the manifest says that daoyin made: nothing, if
// it is not one of ours.
func readManifest(raw []byte) made {
	var m struct {
		Generator string
		Files     []struct{ Path string }
	}
	if json.Unmarshal(raw, &m) != nil || m.Generator != "daoyin" {
		return made{}
	}
	files := []string{manifestName}
	for _, f := range m.Files {
		files = append(files, f.Path)
	}
	return newMade(files)
}

func summarize(entries []entry) Summary {
	var s Summary
	for _, e := range entries {
		s.Files++
		s.Bytes += e.Bytes
		if e.unchanged {
			s.Unchanged++
		} else {
			s.Written++
		}
	}
	return s
}
