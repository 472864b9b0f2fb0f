package web

import (
	"fmt"
	"html/template"
	"strconv"

	"daoyin/internal/qrcode"
)

// code draws the code of an address as lines in rows, which is the shortest
// SVG of one. It is for the slip that is printed and handed out.
func code(address string) (template.HTML, error) {
	rows, err := qrcode.Modules(address)
	if err != nil {
		return "", fmt.Errorf("qr code of %s: %w", address, err)
	}
	size := strconv.Itoa(len(rows) + 2*qrcode.Quiet)
	b := []byte(`<svg viewBox="0 0 ` + size + ` ` + size + `" role="img" aria-label="本页网址的二维码"><path stroke="#000" d="`)
	for y, row := range rows {
		b = fmt.Appendf(b, "M%d %d.5", qrcode.Quiet, y+qrcode.Quiet)
		for x := 0; x < len(row); {
			from := x
			for x < len(row) && row[x] == row[from] {
				x++
			}
			if row[from] {
				b = fmt.Appendf(b, "h%d", x-from)
			} else if x < len(row) {
				b = fmt.Appendf(b, "m%d 0", x-from)
			}
		}
	}
	return template.HTML(append(b, `"/></svg>`...)), nil
}
