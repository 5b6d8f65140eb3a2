package dev.tocsin.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.sources.DocumentedCommand;
import dev.tocsin.system.Standalone.Finished;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Runs commands of the documents as a reader does, with the ports and ids of the reader's own Tocsin. Its
/// folder has what the commands use of the project's.
final class ReaderShell {

    private static final Pattern PORT = Pattern.compile("(?<=127\\.0\\.0\\.1:)\\d+");

    private static final Pattern HTTP_STATUS = Pattern.compile("HTTP (\\d+)");

    /// As curl ends after `max-time`.
    private static final int TOOK_TOO_LONG = 28;

    private final Standalone tocsin;
    private final Path folder;
    private final Map<String, String> names = new HashMap<>();
    private Path input = Path.of("/dev/null");

    /// @param folder empty
    ReaderShell(Standalone tocsin, Path folder) throws IOException {
        this.tocsin = tocsin;
        this.folder = folder;
        Files.createSymbolicLink(folder.resolve(".tocsin"), tocsin.data());
        for (var name : new String[] {"docs", "incident-service"}) {
            Files.createSymbolicLink(folder.resolve(name), Standalone.HOME.resolve(name));
        }
        write("tocsin", """
                #!/bin/sh
                case "$1" in
                  record) set -- "$@" --data .tocsin --until now ;;
                  uptime) set -- "$@" --data .tocsin ;;
                esac
                TOCSIN_BUILD=no exec %s/tocsin "$@"
                """.formatted(Standalone.HOME));
        write("backup.sh", "#!/bin/sh\n");
    }

    private void write(String program, String script) throws IOException {
        var file = Files.writeString(folder.resolve(program), script);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    /// A value for a word or an address that a reader replaces, and for a variable of that name.
    ReaderShell with(String name, String value) {
        names.put(name, value);
        return this;
    }

    /// What commands read from now on.
    void withInput(Path file) {
        input = file;
    }

    /// The command must end well, and so must each request of curl.
    ///
    /// @param pattern of the page's command, as in `docs/commands.md`
    /// @return what it printed, both streams together
    String run(String page, String pattern) throws IOException {
        return run(page, pattern, 60, 0);
    }

    /// For a request whose answer does not end: reads it for some seconds.
    String follow(String page, String pattern) throws IOException {
        return run(page, pattern, 5, TOOK_TOO_LONG);
    }

    private String run(String page, String pattern, int seconds, int exitCode) throws IOException {
        Files.writeString(folder.resolve(".curlrc"), """
                write-out = "%%{stderr}\\nHTTP %%{http_code}\\n"
                max-time = %d
                """.formatted(seconds));
        var script = script(DocumentedCommand.of(page, pattern));
        var finished = bash(script);
        assertThat(finished.exitCode()).as("%s%n%s", script, finished.output()).isEqualTo(exitCode);
        assertThat(HTTP_STATUS.matcher(finished.output()).results().map(status -> status.group(1)))
                .as("%s%n%s", script, finished.output())
                .allMatch(status -> status.startsWith("2"));
        return finished.output();
    }

    private Finished bash(String script) {
        var settings = new HashMap<>(names);
        settings.put("TOCSIN_OPERATOR_TOKEN", tocsin.operatorToken());
        settings.put("NOTIFIER", address(8082));
        settings.put("CURL_HOME", folder.toString());
        settings.put("PATH", "%s:%s/bin:%s".formatted(folder, System.getProperty("java.home"), System.getenv("PATH")));
        return Standalone.run(
                settings, "bash", "-c", "cd '%s'; exec < '%s'; set -eo pipefail; %s".formatted(folder, input, script));
    }

    private String script(DocumentedCommand command) {
        var script = PORT.matcher(command.script())
                .replaceAll(port -> "" + tocsin.port(Integer.parseInt(port.group())))
                .replace("https://NOTIFIER", address(8082))
                .replace("https://trust.harbour.example", address(8080));
        for (var name : names.entrySet()) {
            script = script.replaceAll(
                    "(?<![$\\w])%s\\b".formatted(Pattern.quote(name.getKey())),
                    Matcher.quoteReplacement(name.getValue()));
        }
        return script;
    }

    private String address(int port) {
        return "http://127.0.0.1:" + tocsin.port(port);
    }
}
