package emit

import (
	"bytes"
	"compress/gzip"
	"path"
	"strings"
	"sync"
)

// packs compresses, keeping its large tables for the next file.
type packs struct {
	writers sync.Pool // of *gzip.Writer
}

// gzip compresses data under a header without name and time: the same bytes
// whenever it is done.
func (p *packs) gzip(data []byte) ([]byte, error) {
	var out bytes.Buffer
	writer, _ := p.writers.Get().(*gzip.Writer)
	if writer == nil {
		var err error
		if writer, err = gzip.NewWriterLevel(nil, gzip.BestCompression); err != nil {
			return nil, err
		}
	}
	defer p.writers.Put(writer)
	writer.Reset(&out)
	if _, err := writer.Write(data); err != nil {
		return nil, err
	}
	if err := writer.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// compressible tells text from what is compressed already.
func compressible(file string) bool {
	switch strings.ToLower(path.Ext(file)) {
	case ".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".csv", ".webmanifest":
		return true
	}
	return false
}
