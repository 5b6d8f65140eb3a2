package dev.tocsin.probe.check.dns;

import static dev.tocsin.contract.health.ErrorKind.NAME_FAILURE;
import static dev.tocsin.contract.health.ErrorKind.NAME_NOT_FOUND;
import static dev.tocsin.contract.health.ErrorKind.OTHER;
import static dev.tocsin.contract.health.ErrorKind.WRONG_ANSWER;

import dev.tocsin.contract.catalog.Authority;
import dev.tocsin.contract.catalog.HostName;
import dev.tocsin.contract.catalog.Question;
import dev.tocsin.probe.check.Fault;
import dev.tocsin.probe.check.Phase;
import dev.tocsin.probe.check.network.Ask;
import dev.tocsin.probe.check.network.CheckKind;
import dev.tocsin.probe.check.network.FaultFound;
import dev.tocsin.probe.check.network.NameResolver;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.ReverseMap;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

/// Passes when the name has one of the wanted answers.
@Singleton
final class DnsCheck implements CheckKind<Question.Dns> {

    private final NameResolver names;

    DnsCheck(NameResolver names) {
        this.names = names;
    }

    @Override
    public Class<Question.Dns> question() {
        return Question.Dns.class;
    }

    @Override
    public Question.Dns fill(Question.Dns question, UnaryOperator<String> secrets) {
        return new Question.Dns(
                secrets.apply(question.name()),
                question.type(),
                question.server() == null ? null : secrets.apply(question.server()),
                question.answerAnyOf().stream().map(secrets).toList());
    }

    @Override
    public Optional<Fault> ask(Question.Dns question, Ask ask) throws Exception {
        var resolver = resolver(question.server(), ask);
        ask.enter(Phase.FIRST_BYTE);
        var answer = send(resolver, query(question), ask);
        return switch (answer.getRcode()) {
            case Rcode.NOERROR ->
                judge(answer.getSection(Section.ANSWER), Type.value(question.type()), question.answerAnyOf());
            case Rcode.NXDOMAIN -> Optional.of(Fault.of(NAME_NOT_FOUND, "NXDOMAIN: the name does not exist"));
            default ->
                Optional.of(Fault.of(NAME_FAILURE, "the server sent %s".formatted(Rcode.string(answer.getRcode()))));
        };
    }

    /// Records of other types, such as a CNAME on the way to an address, are passed over.
    static Optional<Fault> judge(List<Record> records, int type, List<String> answerAnyOf) {
        var answers =
                records.stream().filter(record -> record.getType() == type).toList();
        if (answers.isEmpty()) {
            return Optional.of(Fault.of(WRONG_ANSWER, "the name has no %s record".formatted(Type.string(type))));
        }
        return answerAnyOf.isEmpty()
                        || answerAnyOf.stream()
                                .anyMatch(
                                        wanted -> answers.stream().anyMatch(answer -> DnsAnswer.isSame(answer, wanted)))
                ? Optional.empty()
                : Optional.of(Fault.of(
                        WRONG_ANSWER,
                        "answered %s"
                                .formatted(String.join(
                                        ", ",
                                        answers.stream().map(DnsAnswer::text).toList()))));
    }

    private static Message query(Question.Dns question) throws IOException {
        var type = Type.value(question.type());
        return Message.newQuery(Record.newRecord(name(question.name(), type), type, DClass.IN));
    }

    /// RFC 1035, 3.5: the PTR record of an address is asked for by the address's reverse name.
    private static Name name(String name, int type) throws IOException {
        if (type == Type.PTR && HostName.isAddress(name)) {
            return ReverseMap.fromAddress(InetAddress.ofLiteral(name));
        }
        return Name.fromString(
                HostName.domain(name)
                        .orElseThrow(() -> new FaultFound(Fault.unsure(OTHER, "the check's name is not a DNS name"))),
                Name.root);
    }

    private Resolver resolver(@Nullable String server, Ask ask) throws IOException, InterruptedException {
        if (server == null) {
            return new ExtendedResolver();
        }
        var authority = Authority.of(server)
                .orElseThrow(
                        () -> new FaultFound(Fault.unsure(OTHER, "the check's server is neither host nor host:port")));
        var port = authority.port().orElse(SimpleResolver.DEFAULT_PORT);
        return new ExtendedResolver(names.addresses(authority.host(), ask).stream()
                .map(address -> new SimpleResolver(new InetSocketAddress(address, port)))
                .toArray(Resolver[]::new));
    }

    /// Each server gets a share of the time, so that a dead server leaves some to the next.
    private static Message send(Resolver resolver, Message query, Ask ask) throws IOException, InterruptedException {
        if (resolver instanceof ExtendedResolver several) {
            for (var one : several.getResolvers()) {
                one.setTimeout(ask.timeout().dividedBy(several.getResolvers().length));
            }
        }
        try {
            return resolver.sendAsync(query).toCompletableFuture().get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure
                    ? failure
                    : new FaultFound(Fault.of(NAME_FAILURE, "the server's answer cannot be read"));
        }
    }
}
