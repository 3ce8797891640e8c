// Nothing here is needed: every page works without it.
import "./speak.js";
import "./disclosure.js";
import "./once.js";
import "./watch.js";
import "./autosave.js";
import "./entries.js";
