// New content: a small manifest is asked for every minute, and the set that it
// names is taken whole or not at all. What is on the screen stays meanwhile.
// A page from a disk may not read files but may load scripts; over HTTP files
// are read and never run, so that a captive portal's page can do nothing.
var MINUTE = 60000, PATIENCE = 15000, SLOWEST = 8192;
var current = '', failures = 0, fromDisk = location.protocol === 'file:';

function poll() {
	// also when something below fails
	arm('poll', poll, MINUTE);
	get('manifest.js', null, function (m) {
		if (!m || !/^set-[0-9a-f]{16}\.js$/.test(m.set)) return again(false);
		if (m.set === current) return again(true);
		get(m.set, m, function (set) {
			take(set, function (ok) {
				if (ok) current = m.set;
				again(ok);
			});
		});
	});
}

// again sets the time of the next question: in a minute; after a failure
// sooner, and always so soon that 90 seconds after a network has come back its
// content is here: 54 at most, 15 for a question still waiting, the rest to fetch
// it. Screens switched on together do not ask together.
function again(ok) {
	failures = ok ? 0 : failures + 1;
	var wait = ok ? MINUTE : Math.min(3, Math.pow(2, failures - 1)) * PATIENCE;
	arm('poll', poll, wait * (0.8 + 0.4 * Math.random()));
}

// get calls done once: with what the file says, or with nothing. Announced is
// what the manifest says of a set.
function get(name, announced, done) {
	var stop = (fromDisk ? getScript : getText)(name, announced, function (value) {
		disarm('get');
		stop();
		done(value);
	});
}

function getScript(name, announced, end) {
	var script = document.createElement('script'), value;
	window.daoyin = function (v) { value = v; };
	script.onload = function () { end(value); };
	script.onerror = function () { end(); };
	// without a question mark a file is read once and kept
	script.src = name + (announced && !failures ? '' : '?' + Date.now());
	document.head.appendChild(script);
	arm('get', end, PATIENCE);
	return function () {
		script.onload = script.onerror = null;
		window.daoyin = function () {};
		document.head.removeChild(script);
	};
}

function getText(name, announced, end) {
	var request = new XMLHttpRequest(), before = -SLOWEST, got = 0;
	// what drips is given up; what is only slow is not
	function watch() {
		if (got - before < SLOWEST) return end();
		before = announced ? got : Infinity;
		arm('get', watch, PATIENCE);
		arm('poll', poll, MINUTE);
	}
	request.onprogress = function (e) { got = e.loaded; };
	request.onload = function () { end(request.status === 200 ? read(request.responseText, announced) : undefined); };
	request.onerror = request.onabort = function () { end(); };
	request.open('GET', name);
	// asks the server whether its ETag has changed; after a failure, whatever a cache on the way may have kept is suspect
	request.setRequestHeader('Cache-Control', failures ? 'no-cache' : 'max-age=0');
	request.send();
	watch();
	return function () {
		request.onload = request.onerror = request.onabort = request.onprogress = null;
		request.abort();
	};
}

// read returns what a file says, if it is such a file, whole and unchanged.
function read(text, announced) {
	var m = /^daoyin\(([\s\S]*)\);\n$/.exec(text);
	if (!m || announced && (text.length !== announced.bytes || sha256(text) !== announced.sha256)) return;
	try {
		return JSON.parse(m[1]);
	} catch (e) {}
}

// sha256 of a text in ASCII. Browsers keep theirs from pages of a plain HTTP address.
function sha256(text) {
	var state = [], round = [], w = [], length = text.length, hex = '', n, i;
	function fraction(x) { return (x - Math.floor(x)) * 4294967296 | 0; }
	for (n = 2; round.length < 64; n++) {
		for (i = 2; i * i <= n && n % i; i++);
		if (i * i <= n) continue;
		if (state.length < 8) state.push(fraction(Math.sqrt(n)));
		round.push(fraction(Math.pow(n, 1 / 3)));
	}
	for (i = 0; i < length + 9; i += 64) {
		for (n = 0; n < 64; n += 4) w[n / 4] = byteAt(i + n) << 24 | byteAt(i + n + 1) << 16 | byteAt(i + n + 2) << 8 | byteAt(i + n + 3);
		if (i + 64 >= length + 9) {
			w[14] = length / 536870912 | 0;
			w[15] = length << 3;
		}
		sha256Block(state, round, w);
	}
	function byteAt(at) { return at < length ? text.charCodeAt(at) : at === length ? 128 : 0; }
	for (i = 0; i < 8; i++) hex += ('0000000' + (state[i] >>> 0).toString(16)).slice(-8);
	return hex;
}

function sha256Block(state, round, w) {
	var a = state[0], b = state[1], c = state[2], d = state[3], e = state[4], f = state[5], g = state[6], h = state[7], i, x, y;
	for (i = 0; i < 64; i++) {
		if (i > 15) {
			x = w[i - 15];
			y = w[i - 2];
			w[i] = w[i - 16] + w[i - 7] + ((x >>> 7 | x << 25) ^ (x >>> 18 | x << 14) ^ x >>> 3) + ((y >>> 17 | y << 15) ^ (y >>> 19 | y << 13) ^ y >>> 10) | 0;
		}
		x = h + ((e >>> 6 | e << 26) ^ (e >>> 11 | e << 21) ^ (e >>> 25 | e << 7)) + (e & f ^ ~e & g) + round[i] + w[i] | 0;
		y = ((a >>> 2 | a << 30) ^ (a >>> 13 | a << 19) ^ (a >>> 22 | a << 10)) + (a & b ^ a & c ^ b & c) | 0;
		h = g;
		g = f;
		f = e;
		e = d + x | 0;
		d = c;
		c = b;
		b = a;
		a = x + y | 0;
	}
	x = [a, b, c, d, e, f, g, h];
	for (i = 0; i < 8; i++) state[i] = state[i] + x[i] | 0;
}
