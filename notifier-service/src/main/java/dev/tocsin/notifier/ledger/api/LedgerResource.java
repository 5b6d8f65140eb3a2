package dev.tocsin.notifier.ledger.api;

import dev.tocsin.contract.delivery.Channel;
import dev.tocsin.contract.delivery.NoticeKind;
import dev.tocsin.notifier.http.Page;
import dev.tocsin.notifier.ledger.LedgerEntry;
import dev.tocsin.notifier.ledger.LedgerEntry.LedgerStep;
import dev.tocsin.notifier.ledger.NotificationFigures;
import dev.tocsin.notifier.ledger.store.LedgerRepository;
import dev.tocsin.notifier.ledger.store.LedgerRepository.SealedEntry;
import dev.tocsin.notifier.ledger.store.SigningKeys;
import dev.tocsin.support.access.Permissions;
import dev.tocsin.support.problem.Declined;
import dev.tocsin.support.problem.Problem.FieldError;
import io.quarkus.security.PermissionsAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response.Status;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Shows who was notified of an incident, when, and the outcome of each notice.
@Path("/api/v1/incidents/{incident}")
@PermissionsAllowed(Permissions.DELIVERIES_READ)
@Tag(name = "Ledgers")
@SecurityRequirement(name = "operator-token")
public class LedgerResource {

    private final LedgerRepository ledgers;
    private final SigningKeys keys;
    private final LedgerHeads heads;

    LedgerResource(LedgerRepository ledgers, SigningKeys keys, LedgerHeads heads) {
        this.ledgers = ledgers;
        this.keys = keys;
        this.heads = heads;
    }

    /// @param index from 0
    /// @param text the leaf of the ledger's tree: the entry, byte for byte
    public record LedgerItem(long index, LedgerEntry entry, String text) {

        static LedgerItem of(SealedEntry sealed) {
            return new LedgerItem(
                    sealed.index(), LedgerEntry.read(sealed.text().getBytes(StandardCharsets.UTF_8)), sealed.text());
        }
    }

    /// @param checkpoint three lines: the ledger's address, its number of entries, the root of their tree in Base64
    /// @param signature Ed25519 over the checkpoint, in Base64
    /// @param key the id of the key that signed
    public record SignedHead(long size, String checkpoint, String signature, String key) {}

    /// @param entries the number of entries in the incident's ledger
    public record IncidentNotification(
            String incident, long entries, List<NoticeCounts> channels, List<NoticeTimes> times) {}

    /// The number of notices in each state.
    ///
    /// @param bounced how many of the delivered ones came back
    public record NoticeCounts(Channel channel, long due, long delivered, long covered, long givenUp, long bounced) {

        static NoticeCounts of(Channel channel, NotificationFigures figures) {
            return new NoticeCounts(
                    channel,
                    figures.due(channel),
                    figures.steps(channel, LedgerStep.SENT),
                    figures.steps(channel, LedgerStep.COVERED),
                    figures.givenUp(channel),
                    figures.steps(channel, LedgerStep.BOUNCED));
        }
    }

    /// The times from the decision of a notice until its receiver took it.
    ///
    /// @param p50Millis at most one percent off, as is `p95Millis`
    /// @param lastMillis the longest of all
    public record NoticeTimes(NoticeKind kind, long delivered, long p50Millis, long p95Millis, long lastMillis) {}

    @GET
    @Path("/ledger")
    @Operation(
            summary = "The result of each notice of an incident, the oldest first, 100 a page",
            description = "The entries are the leaves of a Merkle tree (RFC 9162). `after` is the index of the last one"
                    + " that you have.")
    public Page<LedgerItem> ledger(
            @PathParam("incident") String incident, @QueryParam("after") @Nullable String after) {
        var found = ledgers.entries(known(incident), after == null ? 0 : index(after) + 1, Page.MOST + 1).stream()
                .map(LedgerItem::of)
                .toList();
        return Page.of(found, item -> Long.toString(item.index()));
    }

    @GET
    @Path("/ledger/head")
    @Operation(summary = "The length of the ledger and the root of its tree, signed")
    public SignedHead head(@PathParam("incident") String incident) {
        var frontier = ledgers.frontier(incident).orElseThrow(() -> unknown(incident));
        var key = keys.current();
        var checkpoint = heads.head(incident, frontier.size(), frontier.root()).checkpoint();
        return new SignedHead(frontier.size(), checkpoint, key.sign(checkpoint), key.id());
    }

    @GET
    @Path("/notification")
    @Operation(summary = "The number of notices of an incident by result, and the time they took")
    public IncidentNotification notification(@PathParam("incident") String incident) {
        var figures = ledgers.figures(incident).orElseThrow(() -> unknown(incident));
        var size =
                ledgers.frontier(incident).orElseThrow(() -> unknown(incident)).size();
        var channels = Stream.of(Channel.values())
                .filter(figures::hasAny)
                .map(channel -> NoticeCounts.of(channel, figures))
                .toList();
        var times = figures.waits().entrySet().stream()
                .sorted(Comparator.comparing(Map.Entry::getKey))
                .map(each -> new NoticeTimes(
                        each.getKey(),
                        each.getValue().count(),
                        each.getValue().quantileMillis(0.5),
                        each.getValue().quantileMillis(0.95),
                        each.getValue().longestMillis()))
                .toList();
        return new IncidentNotification(incident, size, channels, times);
    }

    private String known(String incident) {
        if (ledgers.frontier(incident).isEmpty()) {
            throw unknown(incident);
        }
        return incident;
    }

    private static Declined unknown(String incident) {
        return Declined.notFound("There are no notices of an incident %s.".formatted(incident));
    }

    private static long index(String text) {
        if (!text.matches("\\d{1,15}")) {
            throw Declined.of(
                    Status.BAD_REQUEST,
                    "There is no such entry in a ledger.",
                    List.of(new FieldError("after", "is not the index of an entry, such as 99")));
        }
        return Long.parseLong(text);
    }
}
