package svg

import (
	"bytes"
	"encoding/base64"
	"errors"

	"daoyin/internal/scene"
)

// image writes a picture with its bytes in the document: nothing is loaded
// from elsewhere.
func (w *writer) image(i scene.Image) {
	w.check(i.X, i.Y, i.W, i.H)
	if i.W <= 0 || i.H <= 0 {
		return
	}
	kind := "image/png"
	switch {
	case bytes.HasPrefix(i.Data, []byte("\x89PNG")):
	case bytes.HasPrefix(i.Data, []byte("\xFF\xD8")):
		kind = "image/jpeg"
	default:
		if w.err == nil {
			w.err = errors.New("svg: a picture that is neither PNG nor JPEG")
		}
		return
	}
	w.raw(`<image`)
	if !w.linked && w.o.Outlines == nil { // else the document has it
		w.raw(` xmlns:xlink="http://www.w3.org/1999/xlink"`)
	}
	w.number("x", i.X)
	w.number("y", i.Y)
	w.number("width", i.W)
	w.number("height", i.H)
	w.raw(` preserveAspectRatio="none" xlink:href="data:` + kind + `;base64,` + base64.StdEncoding.EncodeToString(i.Data) + `"`)
	if i.Title == "" {
		w.raw("/>")
		return
	}
	w.raw(">")
	w.element("title", "", i.Title)
	w.raw("</image>")
}
