package dev.tocsin.probe.check.http;

import static dev.tocsin.contract.health.ErrorKind.OTHER;
import static dev.tocsin.contract.health.ErrorKind.TOO_MANY_REDIRECTS;

import dev.tocsin.contract.catalog.Question;
import dev.tocsin.contract.catalog.WebAddress;
import dev.tocsin.probe.check.Fault;
import dev.tocsin.probe.check.network.Ask;
import dev.tocsin.probe.check.network.CheckKind;
import dev.tocsin.probe.check.network.Connector;
import dev.tocsin.probe.check.network.FaultFound;
import dev.tocsin.probe.check.network.TlsSettings;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Passes when an answer has the right status, headers and body; redirects are followed up to the wanted number.
@Singleton
final class HttpCheck implements CheckKind<Question.Http> {

    private final HttpExchange exchange;

    HttpCheck(HttpExchange exchange) {
        this.exchange = exchange;
    }

    @Override
    public Class<Question.Http> question() {
        return Question.Http.class;
    }

    @Override
    public Question.Http fill(Question.Http question, UnaryOperator<String> secrets) {
        return new Question.Http(
                question.method(),
                secrets.apply(question.url()),
                filled(question.headers(), secrets),
                filled(question.body(), secrets),
                question.status(),
                filled(question.expectHeaders(), secrets),
                filled(question.bodyContains(), secrets),
                filled(question.bodyMatches(), secrets),
                question.followRedirects(),
                question.verifyCertificate(),
                question.readBody(),
                Connector.fill(question.route(), secrets),
                filled(question.trust(), secrets),
                TlsSettings.fill(question.clientCertificate(), secrets));
    }

    private static @Nullable String filled(@Nullable String text, UnaryOperator<String> secrets) {
        return text == null ? null : secrets.apply(text);
    }

    private static Map<String, String> filled(Map<String, String> texts, UnaryOperator<String> secrets) {
        var filled = new HashMap<String, String>();
        texts.forEach((name, text) -> filled.put(name, secrets.apply(text)));
        return filled;
    }

    /// A redirect whose own status is a right one is the answer, and is not followed.
    @Override
    public Optional<Fault> ask(Question.Http question, Ask ask) throws Exception {
        var request = HttpRequest.of(question, address(question.url()));
        var cookies = new Cookies();
        for (var followed = 0; ; followed++) {
            var known = cookies.forRequest(request.address());
            var answer = exchange.exchange(known.map(request::withCookies).orElse(request), question, ask);
            if (!answer.isRedirect()
                    || question.followRedirects() == 0
                    || question.status().contains(answer.status())) {
                return Expectation.judge(question, answer);
            }
            if (followed == question.followRedirects()) {
                return Optional.of(Fault.of(
                        TOO_MANY_REDIRECTS, "redirected more than %d times".formatted(question.followRedirects())));
            }
            cookies.take(request.address(), answer);
            request = request.redirected(answer);
        }
    }

    private static WebAddress address(String url) throws FaultFound {
        return WebAddress.of(url)
                .orElseThrow(
                        () -> new FaultFound(Fault.unsure(OTHER, "the check's url is not an http or https address")));
    }
}
