package dev.tocsin.notifier.channel.chat;

import dev.tocsin.contract.delivery.Channel;
import dev.tocsin.notifier.channel.AnswerToQuestion;
import dev.tocsin.notifier.channel.AnswerToTest;
import dev.tocsin.notifier.channel.EndpointRules;
import dev.tocsin.notifier.channel.http.ChatMessage;
import dev.tocsin.notifier.channel.http.GuardedClient.RequestOutcome;
import dev.tocsin.notifier.channel.http.JsonPreview;
import dev.tocsin.notifier.channel.http.ServiceClient;
import dev.tocsin.notifier.channel.http.ServiceUrl;
import dev.tocsin.notifier.channel.http.Subscribers;
import dev.tocsin.notifier.delivery.Carrier;
import dev.tocsin.notifier.delivery.Previewer;
import dev.tocsin.notifier.delivery.SendResult;
import dev.tocsin.notifier.message.Notice;
import dev.tocsin.notifier.subscription.AddressReader;
import dev.tocsin.notifier.subscription.AddressReader.AddressReading;
import dev.tocsin.notifier.subscription.AddressReaders;
import dev.tocsin.notifier.subscription.Confirmer;
import dev.tocsin.notifier.subscription.Subscription;
import dev.tocsin.notifier.subscription.SubscriptionForm;
import dev.tocsin.notifier.subscription.TestSender;
import dev.tocsin.notifier.subscription.TestSender.TestResult;
import dev.tocsin.notifier.subscription.Translation;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/// Posts to rooms of a chat service: notices, the code with which a reader of the room confirms, and test messages.
///
/// Each service has a subclass, which writes its messages and interprets its answers.
public abstract class ChatChannel implements AddressReader, Confirmer, Carrier, TestSender, Previewer {

    private final ChatService service;
    private final ServiceUrl url;
    private final ServiceClient client;
    private final Subscribers subscribers;
    private final Clock clock = Clock.systemUTC();

    /// A chat service, whose rooms are reached by webhooks that it gives out.
    ///
    /// @param name such as `Slack`
    /// @param example a valid address
    /// @param addresses the allowed beginnings of addresses, from `tocsin.CHANNEL.addresses`
    public record ChatService(Channel channel, String name, String example, List<String> addresses) {}

    /// @throws IllegalArgumentException naming the key, when the service's addresses cannot be read
    protected ChatChannel(ChatService service, EndpointRules rules, ServiceClient client, Subscribers subscribers) {
        this.service = service;
        this.url = ServiceUrl.of(service.channel(), service.example(), service.name(), service.addresses(), rules);
        this.client = client;
        this.subscribers = subscribers;
    }

    /// The object that is posted as JSON for an announcement.
    protected abstract Object message(ChatMessage announcement);

    /// The object that is posted as JSON for a note.
    protected abstract Object message(Note note);

    protected abstract SendResult result(RequestOutcome outcome, Instant now);

    @Override
    public Channel channel() {
        return service.channel();
    }

    @Override
    public Prompt prompt(Translation in) {
        return new Prompt(
                in.format("page.chat", service.name()),
                "url",
                in.find("page.channel.%s.address".formatted(AddressReaders.word(service.channel())))
                        .orElseGet(() -> in.format("page.chat.address", service.name())),
                service.example(),
                in.text("page.chat.hint"),
                in.format("page.chat.none", service.example()),
                in.text("page.chat.wrong"));
    }

    @Override
    public boolean isUrl() {
        return true;
    }

    @Override
    public boolean isConfirmedByCode() {
        return true;
    }

    @Override
    public AddressReading read(SubscriptionForm form) {
        return url.read(form);
    }

    @Override
    public String host(Subscription to) {
        return ServiceClient.host(to);
    }

    @Override
    public SendResult carry(Notice notice, Subscription to) {
        return send(to, message(subscribers.announcement(notice, to)));
    }

    @Override
    public ChallengeAnswer ask(Subscription subscription) {
        return AnswerToQuestion.of(send(subscription, message(Note.of(subscribers.codeRequest(subscription)))));
    }

    @Override
    public TestResult test(Subscription to) {
        return AnswerToTest.of(send(to, message(Note.of(subscribers.testMessage(to)))));
    }

    @Override
    public Preview preview(Notice notice) {
        return JsonPreview.of(message(subscribers.sample(notice)));
    }

    private SendResult send(Subscription to, Object message) {
        return result(client.post(to, message), clock.instant());
    }
}
