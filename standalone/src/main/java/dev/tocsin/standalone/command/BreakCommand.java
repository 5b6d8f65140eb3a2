package dev.tocsin.standalone.command;

import dev.tocsin.contract.Json;
import dev.tocsin.standalone.sample.SampleFault;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "break", description = "Breaks a cell of the sample product.", mixinStandardHelpOptions = true)
public final class BreakCommand implements Callable<Integer> {

    @Mixin
    private final RunOptions options = new RunOptions();

    @Parameters(paramLabel = "CELL", description = "the cell, such as cache@na")
    private String cell = "";

    @Option(names = "--how", required = true, description = "how it fails: ${COMPLETION-CANDIDATES}")
    private SampleFault how = SampleFault.ERRORS;

    @Override
    public Integer call() throws InterruptedException {
        new SampleClient(options.ports())
                .ask(cell, "break", Json.mapper().createObjectNode().put("how", how.toString()));
        System.out.println("%s is broken: %s. Run ./tocsin heal %s to repair it.".formatted(cell, how, cell));
        return CommandLine.ExitCode.OK;
    }
}
