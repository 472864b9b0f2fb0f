// The player: one moment after the other.
var timers = {}, stage = null;

// arm sets the only timer of that name.
function arm(name, f, ms) {
	clearTimeout(timers[name]);
	timers[name] = setTimeout(function () {
		delete timers[name];
		f();
	}, ms);
}

function disarm(name) {
	clearTimeout(timers[name]);
	delete timers[name];
}

// tick shows what is due and sets the timer for when that changes. It may be
// called at any time.
function tick() {
	// also when something below fails, and when somebody sets the clock
	arm('tick', tick, 1000);
	if (!stage) return;
	var ms = Date.now(), now = Math.floor(ms / 1000), minute = Math.floor(now / 60), set = stage.set;
	var wait = Math.min(20, 60 - now % 60), urgent = false, next = [], i, at;
	for (i = 0; i < stage.zones.length; i++) {
		at = slideAt(set, set.zones[i], now);
		stage.zones[i].show(at);
		wait = Math.min(wait, at.left);
		urgent = urgent || at.urgent;
		next[i] = slideAt(set, set.zones[i], now + at.left).slide;
	}
	around(minute, now, at, urgent);
	for (i = 0; i < next.length; i++) stage.zones[i].prepare(next[i]);
	arm('tick', tick, (now + wait) * 1000 - Date.now());
}

// around is what belongs to no slide: clock, mark, light, place.
function around(minute, now, at, urgent) {
	var set = stage.set, on = at.on, night = set.night && !urgent && inDaypart(set.night, now).inside;
	var key = [minute, on, urgent, night, at.trusted].join();
	if (key === stage.key) return;
	stage.key = key;
	stage.el.style.background = on ? set.background : '#000';
	document.body.style.background = on ? set.background : '#000';
	stage.dim.style.opacity = night ? set.night.dim / 100 : 0;
	if (stage.mark) see(stage.mark, on && !urgent);
	if (stage.clock) {
		// a time that is obviously wrong helps nobody
		if (!urgent && at.trusted && (on || set.off === 'clock')) stage.clock.draw(minute, !on);
		else see(stage.clock.el, false);
	}
	stage.place(minute, true);
}

// take puts a new set on the screen once its first slides are ready, and calls
// done(false) if they cannot be had.
function take(set, done) {
	var next, waiting, failed = false;
	if (!set || set.version !== 1) return done(false);
	try {
		next = new Stage(set);
	} catch (e) {
		return done(false);
	}
	document.body.appendChild(next.el);
	function getReady() {
		var i, at, zone, missing = [];
		for (i = 0; i < next.zones.length; i++) {
			zone = next.zones[i];
			at = slideAt(set, zone.zone, Math.floor(Date.now() / 1000));
			if (at.slide >= 0 && at.slide !== zone.ready) missing.push([zone, at.slide]);
		}
		if (!missing.length) return finish();
		waiting = missing.length;
		for (i = 0; i < missing.length; i++) missing[i][0].load(missing[i][1], one);
	}
	function one(ok) {
		failed = failed || !ok;
		if (--waiting) return;
		if (!failed) return getReady();
		next.remove();
		done(false);
	}
	function finish() {
		var old = stage, still = document.getElementById('still');
		stage = next;
		tick();
		see(stage.el, true);
		if (old) old.remove();
		if (still) document.body.removeChild(still);
		done(true);
	}
	getReady();
}

function stayAwake() {
	if (navigator.wakeLock && !document.hidden) navigator.wakeLock.request('screen').then(null, function () {});
}

function start() {
	var inside = document.getElementById('set');
	document.addEventListener('visibilitychange', function () {
		tick();
		stayAwake();
	});
	window.addEventListener('resize', function () {
		if (stage) stage.place(Math.floor(Date.now() / 60000));
	});
	window.onerror = function () { arm('tick', tick, 1000); };
	stayAwake();
	if (inside) take(JSON.parse(inside.textContent), function () {});
	else poll();
}

start();
