package dev.tocsin.notifier;

import dev.tocsin.stack.TocsinStack;
import dev.tocsin.stack.process.Ports;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/// The stack as the notifier's tests want it: with receivers on this machine allowed.
public final class NotifierStack implements QuarkusTestResourceLifecycleManager {

    private final TocsinStack stack = new TocsinStack();

    @Override
    public Map<String, String> start() {
        stack.init(Map.of("needs", "kafka,postgres,smtp", "schema", "notifier"));
        var configuration = new HashMap<>(stack.start());
        configuration.put("tocsin.webhooks.allow", "127.0.0.1:20000-65535");
        configuration.put("tocsin.subscriptions.wishes-per-minute", "10000");
        configuration.put("tocsin.subscriptions.questions-per-hour", "100000");
        configuration.put("tocsin.subscriptions.codes-per-minute", "10000");
        configuration.put("tocsin.slack.addresses", "https://hooks.slack.com/services/,http://127.0.0.1/services/");
        configuration.put("tocsin.discord.addresses", "http://127.0.0.1/api/webhooks/");
        configuration.put("tocsin.teams.addresses", "http://127.0.0.1/workflows/");
        configuration.put("tocsin.pagerduty.url", "http://127.0.0.1:" + Ports.free());
        configuration.put("tocsin.sms.url", "http://127.0.0.1:%d/messages".formatted(Ports.free()));
        configuration.put("tocsin.sms.headers.authorization", "Bearer of-the-gateway");
        return configuration;
    }

    @Override
    public void stop() {
        stack.stop();
    }
}
