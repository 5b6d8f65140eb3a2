package dev.tocsin.benchmarks.web.process;

import dev.tocsin.benchmarks.web.Judgement;
import dev.tocsin.contract.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Judges pages as a phone on a slow network would see them: <https://developer.chrome.com/docs/lighthouse>. npm
/// downloads it when it is first used.
public final class Lighthouse {

    /// The last version that runs on Node.js 20.
    public static final String VERSION = "12.8.2";

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final List<String> BROWSERS =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

    private Lighthouse() {}

    /// @param log the path for its report and its log, without their extensions
    public static Judgement judge(URI page, Path log) throws IOException, InterruptedException {
        var npx = Programs.find("npx");
        var browser = Programs.find(BROWSERS.toArray(String[]::new));
        if (npx.isEmpty()) {
            return Judgement.leftOut("there is no npx on the PATH; it comes with Node.js");
        }
        if (browser.isEmpty()) {
            return Judgement.leftOut("there is none of %s on the PATH".formatted(String.join(", ", BROWSERS)));
        }
        var report = Path.of(log + ".json");
        Files.deleteIfExists(report);
        var builder = new ProcessBuilder(
                        npx.get().toString(),
                        "--yes",
                        "lighthouse@" + VERSION,
                        page.toString(),
                        "--output=json",
                        "--output-path=" + report,
                        // as root, as in many containers, Chromium runs only without a sandbox
                        "--chrome-flags=--headless=new --no-sandbox",
                        "--verbose")
                .redirectErrorStream(true)
                .redirectOutput(Path.of(log + ".log").toFile());
        builder.environment().put("CHROME_PATH", browser.get().toString());
        var process = builder.start();
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            return Judgement.leftOut("it did not end within %d s".formatted(PATIENCE.toSeconds()));
        }
        if (process.exitValue() != 0 || !Files.exists(report)) {
            return Judgement.leftOut("it ended with %d, see %s.log".formatted(process.exitValue(), log));
        }
        return Judgement.of(Json.mapper().readTree(report.toFile()));
    }
}
