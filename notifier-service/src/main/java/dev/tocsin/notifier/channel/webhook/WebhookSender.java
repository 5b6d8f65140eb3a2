package dev.tocsin.notifier.channel.webhook;

import dev.tocsin.contract.Json;
import dev.tocsin.contract.delivery.Channel;
import dev.tocsin.contract.delivery.NoticeKind;
import dev.tocsin.notifier.channel.AnswerToTest;
import dev.tocsin.notifier.channel.EndpointRules;
import dev.tocsin.notifier.channel.StandardWebhooks;
import dev.tocsin.notifier.channel.http.GuardedClient;
import dev.tocsin.notifier.channel.http.GuardedClient.RequestOutcome;
import dev.tocsin.notifier.channel.http.GuardedClient.RequestOutcome.Answered;
import dev.tocsin.notifier.channel.http.GuardedClient.RequestOutcome.Denied;
import dev.tocsin.notifier.channel.http.GuardedClient.RequestOutcome.Failed;
import dev.tocsin.notifier.channel.http.ServiceClient;
import dev.tocsin.notifier.delivery.Carrier;
import dev.tocsin.notifier.delivery.SendResult;
import dev.tocsin.notifier.message.Notice;
import dev.tocsin.notifier.message.Report;
import dev.tocsin.notifier.message.WebhookBody;
import dev.tocsin.notifier.subscription.Address.WebhookAddress;
import dev.tocsin.notifier.subscription.Confirmer;
import dev.tocsin.notifier.subscription.Confirmer.ChallengeAnswer.AskAgain;
import dev.tocsin.notifier.subscription.Confirmer.ChallengeAnswer.Confirmed;
import dev.tocsin.notifier.subscription.Confirmer.ChallengeAnswer.Refused;
import dev.tocsin.notifier.subscription.KnownCatalog;
import dev.tocsin.notifier.subscription.Subscription;
import dev.tocsin.notifier.subscription.TestSender;
import dev.tocsin.notifier.subscription.TestSender.TestResult;
import dev.tocsin.notifier.subscription.kafka.PublishedCatalog;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Posts notices, test events, and the challenge by which an endpoint shows that it wants them.
@ApplicationScoped
class WebhookSender implements Carrier, Confirmer, TestSender {

    private static final int OK = 200;
    private static final int CHALLENGE_BYTES = 24;

    private final GuardedClient client;
    private final PublishedCatalog catalog;
    private final Clock clock = Clock.systemUTC();
    private final SecureRandom random = new SecureRandom();
    private volatile @Nullable RenderedBody lastBody;

    WebhookSender(GuardedClient client, PublishedCatalog catalog) {
        this.client = client;
        this.catalog = catalog;
    }

    @Override
    public Channel channel() {
        return Channel.WEBHOOK;
    }

    /// The host with its port: another port is another server.
    @Override
    public String host(Subscription to) {
        return to.address() instanceof WebhookAddress(var url, var _, var _)
                ? url.getHost().toLowerCase(Locale.ROOT) + ":" + EndpointRules.port(url)
                : "";
    }

    @Override
    public SendResult carry(Notice notice, Subscription to) {
        var outcome = send(to, notice.id(), body(notice), client::post);
        return WebhookAnswers.read(outcome, clock.instant());
    }

    /// All subscribers who get the same content get the same bytes, so the last body is kept.
    private byte[] body(Notice notice) {
        var known = catalog.known();
        if (!notice.missed().isEmpty()) {
            return ServiceClient.bytes(WebhookBody.of(notice, known));
        }
        var last = lastBody;
        if (last == null || !last.isOf(notice, known)) {
            last = new RenderedBody(
                    notice.report(), notice.kind(), known, ServiceClient.bytes(WebhookBody.of(notice, known)));
            lastBody = last;
        }
        return last.bytes;
    }

    private static final class RenderedBody {

        private final Report report;
        private final NoticeKind kind;
        private final KnownCatalog catalog;
        private final byte[] bytes;

        private RenderedBody(Report report, NoticeKind kind, KnownCatalog catalog, byte[] bytes) {
            this.report = report;
            this.kind = kind;
            this.catalog = catalog;
            this.bytes = bytes;
        }

        @SuppressWarnings("ReferenceEquality") // comparing their contents would cost as much as writing them
        boolean isOf(Notice notice, KnownCatalog known) {
            return report == notice.report() && kind == notice.kind() && catalog == known;
        }
    }

    @Override
    public ChallengeAnswer ask(Subscription subscription) {
        var challenge = challenge();
        var question = new ChallengeRequest("subscription.challenge", clock.instant(), new Challenge(challenge));
        return switch (send(
                subscription, "challenge-" + subscription.id(), ServiceClient.bytes(question), client::ask)) {
            case Answered answer
            when answer.status() != OK -> new AskAgain("the endpoint answered %d, not 200".formatted(answer.status()));
            case Answered answer when answers(answer.body(), challenge) -> new Confirmed();
            case Answered _ -> new AskAgain("the endpoint did not answer {\"challenge\": …} with what it was sent");
            case Denied(var reason) -> new Refused(reason);
            case Failed(var reason) -> new AskAgain(reason);
        };
    }

    private interface WebhookPost {
        RequestOutcome send(URI url, Map<String, String> headers, byte[] body);
    }

    private RequestOutcome send(Subscription to, String id, byte[] body, WebhookPost sending) {
        if (!(to.address() instanceof WebhookAddress(var url, var secrets, var custom))) {
            throw new IllegalArgumentException("subscription %s is not a webhook's".formatted(to.id()));
        }
        var now = clock.instant();
        var headers = StandardWebhooks.headers(id, now, body, secrets.live(now));
        custom.headers().forEach(header -> headers.put(header.name(), header.value()));
        return sending.send(url, headers, body);
    }

    @Override
    public TestResult test(Subscription to) {
        var now = clock.instant();
        var event = new TestEvent("subscription.test", now, new TestData("This is a test. Nothing is wrong."));
        var outcome = send(to, "test-" + challenge(), ServiceClient.bytes(event), client::post);
        return AnswerToTest.of(WebhookAnswers.read(outcome, now));
    }

    private String challenge() {
        var bytes = new byte[CHALLENGE_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static boolean answers(Buffer body, String challenge) {
        try {
            var answer = Json.mapper().readTree(body.getBytes());
            return answer != null && answer.path("challenge").asText().equals(challenge);
        } catch (IOException _) {
            return false;
        }
    }

    private record ChallengeRequest(String type, Instant timestamp, Challenge data) {}

    private record Challenge(String challenge) {}

    private record TestEvent(String type, Instant timestamp, TestData data) {}

    private record TestData(String message) {}
}
