package dev.tocsin.standalone.command;

import dev.tocsin.standalone.Trouble;
import dev.tocsin.standalone.folder.DataFolder;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "logs", description = "Shows the end of a part's log.", mixinStandardHelpOptions = true)
public final class LogsCommand implements Callable<Integer> {

    @Mixin
    private final RunOptions options = new RunOptions();

    @Parameters(
            paramLabel = "NAME",
            description = "the part: kafka, postgres, incident-service ..., or tocsin for the launcher")
    private String name = "";

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "N",
            description = "the number of lines; 200 by default")
    private int lines = 200;

    @Option(
            names = {"-f", "--follow"},
            description = "keeps showing new lines until Ctrl-C")
    private boolean follow;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var folder = options.folder();
        var log = folder.log(name);
        if (!log.normalize().startsWith(folder.logs()) || !Files.exists(log)) {
            throw new Trouble("There is no log \"%s\"; there are: %s".formatted(name, names(folder)));
        }
        try (var channel = FileChannel.open(log)) {
            end(channel).forEach(System.out::println);
            while (follow) {
                Thread.sleep(200);
                if (channel.size() < channel.position()) {
                    channel.position(0);
                }
                Channels.newInputStream(channel).transferTo(System.out);
                System.out.flush();
            }
        }
        return CommandLine.ExitCode.OK;
    }

    private Iterable<String> end(FileChannel channel) {
        var end = new ArrayDeque<String>();
        var reader = new java.io.BufferedReader(Channels.newReader(channel, java.nio.charset.StandardCharsets.UTF_8));
        reader.lines().forEach(line -> {
            end.addLast(line);
            if (end.size() > lines) {
                end.removeFirst();
            }
        });
        return end;
    }

    private static String names(DataFolder folder) throws IOException {
        var names = new ArrayList<String>();
        if (Files.isDirectory(folder.logs())) {
            try (var logs = Files.newDirectoryStream(folder.logs(), "*.log")) {
                for (Path log : logs) {
                    names.add(log.getFileName().toString().replaceFirst("\\.log$", ""));
                }
            }
        }
        return names.isEmpty()
                ? "none yet"
                : String.join(", ", names.stream().sorted().toList());
    }
}
