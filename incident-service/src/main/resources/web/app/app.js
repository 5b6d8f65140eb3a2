import "./app.css";
import "./bars.js";
import "./choices.js";
import "./stream.js";
