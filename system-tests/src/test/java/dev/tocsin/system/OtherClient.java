package dev.tocsin.system;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A Kafka client of another language, with nothing but what it depends on by itself. `.ci/run` installs them.
enum OtherClient {
    PYTHON_KAFKA("Debian package python3-kafka", "/usr/bin/python3", "python_kafka.py", "-c", "import kafka"),
    CONFLUENT_KAFKA(
            "Debian package python3-confluent-kafka",
            "/usr/bin/python3",
            "confluent.py",
            "-c",
            "import confluent_kafka"),
    KAFKAJS("npm package kafkajs in system-tests/target/kafkajs", "node", "kafkajs.js", "-e", "require('kafkajs')");

    private static final Path FOLDER = Standalone.HOME.resolve("system-tests");

    private final String source;
    private final String interpreter;
    private final String script;
    private final String option;
    private final String use;

    /// @param use of the library, in one line, after the interpreter's option for such
    OtherClient(String source, String interpreter, String script, String option, String use) {
        this.source = source;
        this.interpreter = interpreter;
        this.script = script;
        this.option = option;
        this.use = use;
    }

    String source() {
        return source;
    }

    boolean isThere() {
        return Standalone.run("sh", "-c", "command -v " + interpreter).exitCode() == 0
                && run(List.of(option, use)).exitCode() == 0;
    }

    /// Reads each partition from its beginning to that record at least.
    ///
    /// @param last such as `tocsin.incidents:3:17`
    /// @return a line for each record, such as `tocsin.incidents 3 17 tocsin.incident.snapshot.v1`
    Standalone.Finished read(String server, List<String> last) {
        var reader = FOLDER.resolve("src/test/resources/clients").resolve(script);
        return run(Stream.concat(Stream.of(reader.toString(), server), last.stream())
                .toList());
    }

    Standalone.Finished program(Path program, String... arguments) {
        return run(Stream.concat(Stream.of(program.toString()), Stream.of(arguments))
                .toList());
    }

    private Standalone.Finished run(List<String> arguments) {
        return Standalone.run(
                Map.of(
                        "NODE_PATH",
                        FOLDER.resolve("target/kafkajs/node_modules").toString()),
                Stream.concat(Stream.of(interpreter), arguments.stream()).toArray(String[]::new));
    }
}
