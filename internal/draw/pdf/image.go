package pdf

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"image"
	"image/draw"
	_ "image/jpeg" // pictures of a scene
	"image/png"

	"codeberg.org/go-pdf/fpdf"

	"daoyin/internal/scene"
)

// image prints a picture. It is decoded and written anew: fpdf reads neither
// interlaced files nor those of 16 bits a colour.
func (p *printer) image(i scene.Image) error {
	if err := proper(i.X, i.Y, i.W, i.H); err != nil {
		return err
	}
	if i.W <= 0 || i.H <= 0 {
		return nil
	}
	sum := sha256.Sum256(i.Data)
	name := hex.EncodeToString(sum[:])
	if p.pdf.GetImageInfo(name) == nil {
		picture, _, err := image.Decode(bytes.NewReader(i.Data))
		if err != nil {
			return fmt.Errorf("pdf: a picture: %w", err)
		}
		plain := image.NewNRGBA(image.Rectangle{Max: picture.Bounds().Size()})
		draw.Draw(plain, plain.Rect, picture, picture.Bounds().Min, draw.Src)
		var file bytes.Buffer
		if err := png.Encode(&file, plain); err != nil {
			return fmt.Errorf("pdf: a picture: %w", err)
		}
		p.pdf.RegisterImageOptionsReader(name, fpdf.ImageOptions{ImageType: "png"}, &file)
	}
	x, y := p.at(i.X, i.Y)
	p.pdf.ImageOptions(name, x, y, i.W*p.o.Scale, i.H*p.o.Scale, false, fpdf.ImageOptions{ImageType: "png"}, 0, "")
	return p.pdf.Error()
}
