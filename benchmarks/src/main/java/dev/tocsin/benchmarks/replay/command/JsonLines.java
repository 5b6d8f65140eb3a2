package dev.tocsin.benchmarks.replay.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.benchmarks.replay.command.ReplayCommand.SettingsResult;
import dev.tocsin.contract.EventTypes;
import dev.tocsin.contract.Json;
import dev.tocsin.standalone.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// All findings, one document per line; `is` names the kind of finding.
final class JsonLines {

    private JsonLines() {}

    static void write(Path file, List<SettingsResult> found) {
        try {
            Files.write(file, found.stream().flatMap(JsonLines::lines).toList());
        } catch (IOException e) {
            throw new Trouble("%s cannot be written: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static Stream<String> lines(SettingsResult found) {
        var result = found.result();
        return Stream.of(
                        result.oversight().stream().map(event -> line(EventTypes.nameOf(event.getClass()), event)),
                        result.changes().stream().map(change -> line("status-change", change)),
                        result.incidents().stream().map(incident -> line("incident", incident)),
                        result.held().stream().map(event -> line(EventTypes.nameOf(event.getClass()), event)),
                        result.notices().stream().map(notice -> line("notice", notice)))
                .flatMap(lines -> lines)
                .map(line -> line.put("settings", found.settings().toString()).toString());
    }

    private static ObjectNode line(String is, Object value) {
        ObjectNode line = Json.mapper().valueToTree(value);
        return line.put("is", is);
    }
}
