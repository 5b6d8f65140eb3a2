package dev.tocsin.stack;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The [SharedServices] as a test resource of Quarkus.
///
/// ```java
/// @QuarkusTest
/// @WithTestResource(value = TocsinStack.class, initArgs = {
///     @ResourceArg(name = "needs", value = "kafka,postgres,smtp"), @ResourceArg(name = "schema", value = "notifier")})
/// ```
public final class TocsinStack implements QuarkusTestResourceLifecycleManager {

    /// The operator token of services under test.
    public static final String OPERATOR_TOKEN = "operator-token-in-tests";

    private List<String> needs = List.of();
    private String schema = "";

    @Override
    public void init(Map<String, String> arguments) {
        needs = List.of(arguments.getOrDefault("needs", "kafka,postgres,smtp").split("\\s*,\\s*"));
        schema = arguments.getOrDefault("schema", "");
    }

    @Override
    public Map<String, String> start() {
        var configuration = new HashMap<String, String>();
        configuration.put("tocsin.operator.token", OPERATOR_TOKEN);
        configuration.put("tocsin.tracing.disabled", "false");
        configuration.put(
                "quarkus.otel.exporter.otlp.endpoint", SharedServices.otlp().toString());
        configuration.put("quarkus.otel.exporter.otlp.protocol", "http/protobuf");
        configuration.put("quarkus.otel.bsp.schedule.delay", "200ms");
        for (var need : needs) {
            switch (need) {
                case "kafka" -> configuration.put("kafka.bootstrap.servers", SharedServices.bootstrapServers());
                case "postgres" -> {
                    configuration.put("quarkus.datasource.jdbc.url", SharedServices.jdbcUrl());
                    configuration.put("quarkus.datasource.username", schema);
                    configuration.put("quarkus.datasource.password", SharedServices.password(schema));
                }
                case "smtp" -> {
                    var smtp = SharedServices.smtp();
                    configuration.put("quarkus.mailer.host", smtp.getHost());
                    configuration.put("quarkus.mailer.port", Integer.toString(smtp.getPort()));
                    configuration.put("quarkus.mailer.mock", "false");
                }
                default -> throw new IllegalArgumentException("The stack has no service with the name " + need);
            }
        }
        return configuration;
    }

    /// The services stay for the next test class.
    @Override
    public void stop() {}
}
