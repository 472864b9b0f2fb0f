// The picture: one stage for each content set, with two layers for each zone.
// Only the attributes of these few nodes change, for months.
var SVG = 'http://www.w3.org/2000/svg', FADE = 500;

function node(name, into) {
	var n = into.appendChild(document.createElement(name));
	n.className = 'box';
	return n;
}

function box(n, at) {
	n.style.left = at.x + 'px';
	n.style.top = at.y + 'px';
	n.style.width = at.w + 'px';
	n.style.height = at.h + 'px';
}

function see(n, yes) {
	n.style.visibility = yes ? 'visible' : 'hidden';
}

// address makes an image of an SVG whose outlines are kept once for all slides.
function address(set, parts) {
	var text = '', i;
	for (i = 0; i < parts.length; i++) text += typeof parts[i] === 'number' ? set.outlines[parts[i]] : parts[i];
	return 'data:image/svg+xml;charset=utf-8,' + encodeURIComponent(text);
}

var stages = 0;

function Stage(set) {
	var i;
	this.set = set;
	this.id = ++stages;
	this.el = node('div', document.createDocumentFragment());
	this.el.style.background = set.background;
	box(this.el, {x: 0, y: 0, w: set.width, h: set.height});
	see(this.el, false);
	this.zones = [];
	for (i = 0; i < set.zones.length; i++) this.zones.push(new Zone(this, set.zones[i], i));
	if (set.mark) {
		this.mark = node('img', this.el);
		this.mark.src = address(set, set.mark.svg);
		box(this.mark, set.mark);
	}
	if (set.clock) this.clock = new Clock(this, set.clock);
	this.dim = node('div', this.el);
	this.dim.id = 'dim';
	box(this.dim, {x: 0, y: 0, w: set.width, h: set.height});
	this.place(0);
}

Stage.prototype.remove = function () {
	var i;
	for (i = 0; i < this.zones.length; i++) this.zones[i].stop();
	document.body.removeChild(this.el);
};

// place turns and scales the picture into the window; minute says how far it has wandered.
Stage.prototype.place = function (minute, glide) {
	var set = this.set, w = window.innerWidth, h = window.innerHeight, dot = 1 / (window.devicePixelRatio || 1);
	var upright = set.rotate % 180 === 0, pw = upright ? set.width : set.height, ph = upright ? set.height : set.width;
	var k = Math.min(w / pw, h / ph), x = 0, y = 0;
	// nearly one pixel on one pixel is blurred; exactly so is sharp
	if (set.corner || Math.abs(k / dot - 1) < 0.005) k = dot;
	if (!set.corner) {
		x = Math.round((w - k * pw) / 2);
		y = Math.round((h - k * ph) / 2);
	}
	if (set.shift) {
		// a way of 24 pixels at most, or 1.5 % of the side, and back
		x += Math.round(Math.min(12, pw * k * 0.0075) * Math.sin(minute * 2 * Math.PI / 37));
		y += Math.round(Math.min(12, ph * k * 0.0075) * Math.sin(minute * 2 * Math.PI / 53));
	}
	var c = {0: [1, 0], 90: [0, 1], 180: [-1, 0], 270: [0, -1]}[set.rotate], cos = c[0] * k, sin = c[1] * k;
	if (c[0] < 0 || c[1] > 0) x += k * pw;
	if (c[0] < 0 || c[1] < 0) y += k * ph;
	var m = 'matrix(' + [cos, sin, -sin, cos, x, y].join(',') + ')';
	if (m === this.matrix) return;
	this.el.style.transition = set.shift && glide ? 'transform 2s' : '';
	this.el.style.transform = this.matrix = m;
};

// Zone shows slides on two layers: the one in front is seen, the other one
// gets the next slide ready.
function Zone(stage, zone, number) {
	this.stage = stage;
	this.zone = zone;
	this.timer = '-' + stage.id + '-' + number;
	this.el = node('div', stage.el);
	box(this.el, zone);
	this.front = node('img', this.el);
	this.back = node('img', this.el);
	box(this.front, {x: 0, y: 0, w: zone.w, h: zone.h});
	box(this.back, {x: 0, y: 0, w: zone.w, h: zone.h});
	see(this.front, false);
	see(this.back, false);
	// numbers of slides: in front, ready at the back, on its way to the back
	this.shown = this.ready = this.loading = -1;
}

// load gets a slide ready at the back and then calls done(true), or done(false) after 4 seconds in vain.
Zone.prototype.load = function (i, done) {
	var self = this, slide = this.zone.slides[i], img = this.back;
	function end(ok) {
		img.onload = img.onerror = null;
		disarm('load' + self.timer);
		self.loading = -1;
		self.ready = ok ? i : -1;
		slide.strikes = ok ? 0 : (slide.strikes || 0) + 1;
		done(ok);
	}
	this.settle();
	this.loading = i;
	this.ready = -1;
	img.onload = function () { end(true); };
	img.onerror = function () { end(false); };
	arm('load' + this.timer, function () { end(false); }, 4000);
	img.setAttribute('data-slide', slide.name);
	img.src = address(this.stage.set, slide.svg);
};

// show makes a slide seen as soon as it is ready. The one before stays until
// then, for a second at most if its time is over.
Zone.prototype.show = function (at) {
	var self = this, i = at.slide, late = 'late' + this.timer;
	if (i === this.shown) {
		disarm(late);
	} else if (i < 0) {
		this.hide();
	} else if (i === this.ready) {
		this.flip(at.due.indexOf(this.shown) >= 0 && !at.urgent);
	} else {
		if (this.shown >= 0 && at.due.indexOf(this.shown) < 0 && !timers[late]) arm(late, function () { self.hide(); }, 900);
		if (i !== this.loading) this.load(i, tick);
	}
};

Zone.prototype.stop = function () {
	this.front.onload = this.front.onerror = this.back.onload = this.back.onerror = null;
	disarm('load' + this.timer);
	disarm('late' + this.timer);
	disarm('fade' + this.timer);
};

Zone.prototype.hide = function () {
	this.settle();
	see(this.front, false);
	this.front.removeAttribute('src');
	this.shown = -1;
};

// prepare gets the slide ready that comes next.
Zone.prototype.prepare = function (i) {
	if (i === this.ready || this.loading >= 0 || this.fading) return;
	if (i >= 0 && i !== this.shown) return this.load(i, tick);
	this.back.removeAttribute('src');
	this.ready = -1;
};

// flip brings the back to the front. The old layer stays until the new one covers it.
Zone.prototype.flip = function (fade) {
	var self = this, old = this.front;
	this.settle();
	disarm('late' + this.timer);
	this.front = this.back;
	this.back = old;
	this.shown = this.ready;
	this.ready = -1;
	this.front.style.zIndex = 2;
	old.style.zIndex = 1;
	see(this.front, true);
	if (fade && this.stage.set.fade) {
		this.front.style.opacity = 0;
		// the browser must have seen 0 for the way to 1 to be a transition
		this.front.offsetWidth;
		this.front.style.transition = 'opacity ' + FADE + 'ms linear';
		this.front.style.opacity = 1;
		this.fading = true;
		arm('fade' + this.timer, function () { self.settle(); tick(); }, FADE + 100);
	} else {
		see(old, false);
	}
};

// settle ends a fade.
Zone.prototype.settle = function () {
	if (!this.fading) return;
	this.fading = false;
	disarm('fade' + this.timer);
	this.front.style.transition = '';
	see(this.back, false);
};

// Clock draws the time from outlines.
function Clock(stage, clock) {
	this.stage = stage;
	this.clock = clock;
	this.el = node('div', stage.el);
	box(this.el, clock);
	this.svg = this.el.appendChild(document.createElementNS(SVG, 'svg'));
	this.svg.setAttribute('width', clock.w);
	this.svg.setAttribute('height', clock.h);
	this.svg.setAttribute('fill', clock.colour);
	this.paths = [];
}

// draw shows the time of a minute; alone, it is the only thing on the screen and wanders.
Clock.prototype.draw = function (minute, alone) {
	var c = this.clock, set = this.stage.set, used = 0, i, j, g, k, line, text, x, width, scale, move = '';
	for (i = 0; i < c.lines.length; i++) {
		line = c.lines[i];
		text = timeText(line.format, minute * 60);
		scale = line.size / 1000;
		for (width = j = 0; j < text.length; j++) width += c.glyphs[text.charAt(j)][0] * scale;
		x = line.x - width / 2;
		for (j = 0; j < text.length; j++) {
			g = c.glyphs[text.charAt(j)];
			if (!this.paths[used]) this.paths[used] = this.svg.appendChild(document.createElementNS(SVG, 'path'));
			this.paths[used].setAttribute('d', g[1]);
			this.paths[used++].setAttribute('transform', 'matrix(' + [scale, 0, 0, scale, x, line.y].join(',') + ')');
			x += g[0] * scale;
		}
	}
	while (used < this.paths.length) this.paths[used++].setAttribute('d', '');
	if (alone) {
		k = Math.min(set.width * 0.6 / c.w, set.height * 0.5 / c.h);
		move = 'matrix(' + [k, 0, 0, k,
			Math.round((set.width - k * c.w) * (minute * 0.618 % 1)) - c.x,
			Math.round((set.height - k * c.h) * (minute * 0.382 % 1)) - c.y].join(',') + ')';
	}
	this.el.style.transform = move;
	see(this.el, alone || !c.hidden);
};

// timeText writes a time as the format says: Y M D h m w.
function timeText(format, now) {
	var d = new Date((now + SHANGHAI) * 1000);
	function two(n) { return (n < 10 ? '0' : '') + n; }
	return format.replace(/[YMDhmw]/g, function (letter) {
		switch (letter) {
		case 'Y': return d.getUTCFullYear();
		case 'M': return d.getUTCMonth() + 1;
		case 'D': return d.getUTCDate();
		case 'h': return two(d.getUTCHours());
		case 'm': return two(d.getUTCMinutes());
		}
		return '\u65e5\u4e00\u4e8c\u4e09\u56db\u4e94\u516d'.charAt(d.getUTCDay());
	});
}
