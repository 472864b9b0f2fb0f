package screen

import (
	"daoyin/internal/content"
	"daoyin/internal/scene"
)

// theme is the colours of a screen. Words on each ground have a contrast of
// 7:1 or more; a test computes it.
type theme struct {
	ground, ink     scene.Colour // of the body
	band, title     scene.Colour // of the head
	rule            scene.Colour // below the head; None: none
	card            scene.Colour // behind the words; None: none
	accent          scene.Colour // marks, no words
	label           scene.Colour // words that name others: 谁来办
	badge, badgeInk scene.Colour // a limit, and nothing else
	done, ahead     scene.Colour // of the progress strip
	bar, barInk     scene.Colour // the zone at the bottom
	feast, feastInk scene.Colour // campaign days
	feastTitle      scene.Colour
	alarm, alarmInk scene.Colour // an emergency
	alarmTitle      scene.Colour
	coarse          bool // only colours of the theme, no shades
}

func themeOf(p *content.Profile) theme {
	switch {
	case p.Depth == content.MonoColour:
		return mono()
	case p.Depth == content.DualColour:
		return dual()
	case p.Light:
		return light()
	}
	return dark()
}

const none = scene.None

func light() theme {
	return theme{
		ground: 0xF2F5FA, ink: 0x14212E, band: 0x14304F, title: 0xFFFFFF, rule: 0xD9A441, card: 0xFFFFFF,
		accent: 0x174A96, label: 0x174A96, badge: 0xA01E17, badgeInk: 0xFFFFFF, done: 0x174A96, ahead: 0xC9D3DF,
		bar: 0x14304F, barInk: 0xFFFFFF, feast: 0x8A1C14, feastInk: 0xFFFFFF, feastTitle: 0xFFE9A8,
		alarm: 0x8A0F0A, alarmInk: 0xFFFFFF, alarmTitle: 0xFFF0B8,
	}
}

func dark() theme {
	t := light()
	t.ground, t.ink, t.band, t.title, t.rule, t.card = 0x0B1C30, 0xFFFFFF, 0x14304F, 0xFFD54A, none, none
	t.accent, t.label, t.done, t.ahead = 0xFFD54A, 0xFFD54A, 0xFFD54A, 0x3A5878
	t.bar = 0x050D17
	return t
}

// mono is for panels of one colour: a pixel is lit or not.
func mono() theme {
	const off, lit = 0x000000, 0xFFFFFF
	return theme{ground: off, ink: lit, band: lit, title: off, rule: none, card: none, accent: lit, label: lit, badge: lit, badgeInk: off,
		done: lit, ahead: off, bar: off, barInk: lit, feast: off, feastInk: lit, feastTitle: lit, alarm: off, alarmInk: lit, alarmTitle: lit, coarse: true}
}

// dual is for panels of red, green and both together. Red words on black are
// hard to read: there are none.
func dual() theme {
	t := mono()
	const yellow, green = 0xFFFF00, 0x00FF00
	t.band, t.title, t.ink, t.accent, t.label = 0x000000, yellow, green, 0xFF0000, yellow
	t.rule, t.badge, t.done, t.barInk = 0xFF0000, yellow, green, yellow
	t.feastInk, t.feastTitle, t.alarmInk, t.alarmTitle = yellow, yellow, yellow, yellow
	return t
}
