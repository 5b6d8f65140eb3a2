package dev.tocsin.sources;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Finds the shell commands of a Markdown page: in blocks that are indented by four spaces, in blocks marked
/// `bash`, and in sentences. A block marked `bash` is one command, for its lines belong together.
final class CommandParser {

    /// How commands begin. In a sentence, code that begins with one of them and has arguments is a command.
    private static final Set<String> FIRST_WORDS = Set.of(
            "./tocsin",
            "backup.sh",
            "curl",
            "docker",
            "echo",
            "export",
            "for",
            "java",
            "jq",
            "jwebserver",
            "kafka-acls.sh",
            "kafka-configs.sh",
            "kafka-consumer-groups.sh",
            "kafka-get-offsets.sh",
            "kafka-transactions.sh",
            "kcat",
            "mvn",
            "node",
            "npm",
            "openssl",
            "pip",
            "promtool",
            "python3",
            "set",
            "umask");

    /// Indented blocks that are no commands: diagrams, headers, a reason, files of other programs, settings.
    private static final Pattern NO_COMMANDS = Pattern.compile(
            "(?s)[^─-╿]*[─-╿].*|(?:content-type:|cache-health:|tocsin-bounce|location) .*|tocsin\\.sms\\..*");

    /// The languages of the other fenced blocks.
    private static final Set<String> LANGUAGES = Set.of("html", "json", "markdown", "text", "yaml");

    /// What a page consists of. An indented block follows an empty line; otherwise it continues a sentence.
    private static final Pattern PART = Pattern.compile("""
            (?m)^\\x20*```(?<language>\\w*)\\n(?<fenced>(?:(?!\\x20*```).*\\n)*)\\x20*```$\
            |(?<=\\n\\n)(?<block>(?:\\x20{4,}\\S.*\\n)+)\
            |^(?<sentences>(?:(?!\\x20*```).*\\S.*\\n)+)""");

    private static final Pattern CODE = Pattern.compile("(?<!`)`([^`]+)`(?!`)");
    private static final String ASSIGNMENT = "\\w+=(?:'[^']*'|\"[^\"]*\"|\\$\\([^()]*\\)|[^\\s'\"()])*+";
    private static final Pattern ASSIGNMENTS = Pattern.compile("(?:%s\\s*)+".formatted(ASSIGNMENT));
    private static final Pattern FIRST_WORD = Pattern.compile("\\(?(?:%s\\s+)*([^\\s;]+)".formatted(ASSIGNMENT));

    private final String page;
    private final List<DocumentedCommand> commands = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    /// @param problems what may be a command and is not known, with what to do about it
    record Found(List<DocumentedCommand> commands, List<String> problems) {}

    private CommandParser(String page) {
        this.page = page;
    }

    static Found read(Path page) {
        return read(String.valueOf(page.getFileName()), Sources.read(page));
    }

    static Found read(String page, String text) {
        var parser = new CommandParser(page);
        PART.matcher(text).results().forEach(part -> parser.read(part, line(text, part.start())));
        return new Found(parser.commands, parser.problems);
    }

    private static int line(String text, int position) {
        return text.substring(0, position).split("\n", -1).length;
    }

    private void read(MatchResult part, int line) {
        var block = part.group("block");
        var sentences = part.group("sentences");
        if (sentences != null) {
            CODE.matcher(sentences).results().forEach(code -> readCode(code.group(1), line));
        } else if (block != null) {
            readBlock(block.stripTrailing().stripIndent(), line);
        } else if (part.group("language").equals("bash")) {
            add(part.group("fenced").stripTrailing().stripIndent(), line);
        } else if (!LANGUAGES.contains(part.group("language"))) {
            problems.add("%s:%d: a block marked `%s`. Mark shell commands `bash`; add another language to LANGUAGES."
                    .formatted(page, line, part.group("language")));
        }
    }

    private void readCode(String code, int line) {
        var words = code.replaceAll("\\s+", " ");
        if (words.contains(" ") && FIRST_WORDS.contains(firstWord(words))) {
            commands.add(new DocumentedCommand(page, line, words));
        }
    }

    private void readBlock(String block, int line) {
        if (NO_COMMANDS.matcher(block).matches()) {
            return;
        }
        var begun = new ArrayList<String>();
        var at = line;
        for (var next : block.lines().toList()) {
            begun.add(next);
            var script = String.join("\n", begun);
            if (isComplete(script)) {
                add(script, at);
                at += begun.size();
                begun.clear();
            }
        }
        if (!begun.isEmpty()) {
            add(String.join("\n", begun), at);
        }
    }

    private void add(String script, int line) {
        var command = new DocumentedCommand(page, line, script);
        if (!ASSIGNMENTS.matcher(script).matches() && !FIRST_WORDS.contains(firstWord(script))) {
            problems.add("%s. `%s` is not known: add a command to FIRST_WORDS of CommandParser, others to NO_COMMANDS"
                    .formatted(command, firstWord(script)));
        } else if (!isShell(script)) {
            problems.add("%s. `bash -n` refuses it".formatted(command));
        } else {
            commands.add(command);
        }
    }

    /// Lines that only set variables belong to the command below them.
    private static boolean isComplete(String script) {
        return !script.endsWith("\\") && !ASSIGNMENTS.matcher(script).matches() && isShell(script);
    }

    private static String firstWord(String script) {
        var word = FIRST_WORD.matcher(script);
        return word.lookingAt() ? word.group(1) : script;
    }

    private static boolean isShell(String script) {
        try {
            var bash = new ProcessBuilder("bash", "-n", "-c", script)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return bash.waitFor() == 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
