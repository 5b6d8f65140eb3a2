package dev.tocsin.standalone.hooks;

import static dev.tocsin.stack.inbox.Html.escaped;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tocsin.contract.Json;
import dev.tocsin.stack.inbox.InboxSection;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The webhooks of a [WebhookInbox] on the mailbox page, beside the mails.
public final class HookSection implements InboxSection {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);

    private final WebhookInbox inbox;

    public HookSection(WebhookInbox inbox) {
        this.inbox = inbox;
    }

    @Override
    public String name() {
        return "hooks";
    }

    @Override
    public String title() {
        return "Webhooks";
    }

    @Override
    public List<ReceivedHook> items() {
        return inbox.received();
    }

    @Override
    public String list() {
        var hooks = inbox.received();
        if (hooks.isEmpty()) {
            return """
                    <h1>No webhook yet</h1>
                    <p>Every webhook that Tocsin sends to /hooks/NAME of this machine's inbox arrives here, newest first.</p>
                    """;
        }
        return """
                <h1>Webhooks</h1>
                <table>
                <thead><tr><th>Received (UTC)</th><th>For</th><th>Type</th><th>Signature</th></tr></thead>
                <tbody>
                %s</tbody>
                </table>
                """.formatted(hooks.stream().map(HookSection::row).collect(Collectors.joining()));
    }

    private static String row(ReceivedHook hook) {
        return """
                <tr><td><time datetime="%s">%s</time></td><td>%s</td><td><a href="/hooks/%d">%s</a></td><td>%s</td></tr>
                """.formatted(
                        hook.receivedAt(),
                        TIME.format(hook.receivedAt()),
                        escaped(hook.name()),
                        hook.number(),
                        escaped(hook.type()),
                        signature(hook));
    }

    private static String signature(ReceivedHook hook) {
        return switch (hook.signature()) {
            case VERIFIED -> "<span class=\"good\">✓ verified</span>";
            case WRONG -> "<span class=\"bad\">✕ wrong</span>";
            case UNCHECKED -> "<span class=\"soft\">not checked: the inbox has no secret for this name</span>";
        };
    }

    @Override
    public Optional<String> item(String id) {
        return inbox.received().stream()
                .filter(hook -> Long.toString(hook.number()).equals(id))
                .map(HookSection::whole)
                .findFirst();
    }

    private static String whole(ReceivedHook hook) {
        return """
                <h1>%s</h1>
                <p class="soft">For %s, received <time datetime="%3$s">%3$s</time>, signature %4$s</p>
                <h2>Headers</h2>
                <pre>%5$s</pre>
                <h2>Body</h2>
                <pre>%6$s</pre>
                """.formatted(
                        escaped(hook.type()),
                        escaped(hook.name()),
                        hook.receivedAt(),
                        signature(hook),
                        escaped(headers(hook)),
                        escaped(indented(hook.body())));
    }

    private static String headers(ReceivedHook hook) {
        return hook.headers().entrySet().stream()
                .map(header -> header.getKey() + ": " + header.getValue())
                .collect(Collectors.joining("\n"));
    }

    private static String indented(String body) {
        try {
            var mapper = Json.mapper();
            return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(mapper.readTree(body));
        } catch (JsonProcessingException _) {
            return body;
        }
    }
}
