import "./app.css";
import "./views.css";
import "./scripted.js";
import "./bars.js";
import "./choices.js";
import "./find.js";
import "./keys.js";
import "./stream.js";
