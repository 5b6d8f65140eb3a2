package dev.tocsin.standalone.past;

import dev.tocsin.standalone.Trouble;
import dev.tocsin.standalone.folder.DataFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// The making of a past for a run on an empty data folder. A mark in the folder says that it was begun and not
/// finished, so that no run continues with half of a past.
public final class PastMaking {

    private final DataFolder folder;
    private final PastWriting writing;
    private final AtomicBoolean begun = new AtomicBoolean();

    private PastMaking(DataFolder folder, PastWriting writing) {
        this.folder = folder;
        this.writing = writing;
    }

    /// @throws Trouble when a past was begun in the folder and not finished
    public static void refuseUnfinished(DataFolder folder) {
        if (Files.exists(folder.unfinishedHistory())) {
            throw new Trouble("""
                    The data folder %s contains an unfinished history.
                    `./tocsin demo --history%s` creates it again; or choose another folder with --data.""".formatted(folder.path(), folder.option()));
        }
    }

    /// A past that another run left half made is thrown away.
    ///
    /// @throws Trouble when the folder holds a run
    public static PastMaking begin(DataFolder folder, PastWriting writing, Consumer<String> say) {
        var data = List.of(folder.kafka(), folder.postgres(), folder.path().resolve("spool"), folder.history());
        try {
            if (Files.exists(folder.unfinishedHistory())) {
                say.accept("The data folder contains an unfinished history; it is created again.");
                for (var part : data) {
                    delete(part);
                }
            }
            if (data.stream().anyMatch(Files::exists)) {
                throw new Trouble("""
                        The data folder %s already contains a run, and --history needs an empty folder.
                        Choose another with --data, or move this one away: mv %s %s.old""".formatted(folder.path(), folder.path(), folder.path()));
            }
            Files.writeString(folder.unfinishedHistory(), "");
            return new PastMaking(folder, writing);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Writes the past on the first start of the broker; a restarted broker has it already.
    public void write(String bootstrap) {
        if (!begun.getAndSet(true)) {
            writing.write(bootstrap);
        }
    }

    /// Returns when the services know the past.
    public List<KnownIncident> await(PastStory story) throws InterruptedException {
        var incidents = writing.incidents();
        story.await(incidents);
        return incidents;
    }

    public void finish() throws IOException {
        Files.delete(folder.unfinishedHistory());
    }

    private static void delete(Path tree) throws IOException {
        if (Files.exists(tree)) {
            try (var paths = Files.walk(tree)) {
                for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
