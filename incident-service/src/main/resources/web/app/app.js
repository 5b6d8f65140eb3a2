import "./app.css";
import "./screens.css";
import "./scripted.js";
import "./bars.js";
import "./choices.js";
import "./find.js";
import "./stream.js";
