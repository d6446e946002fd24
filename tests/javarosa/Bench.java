import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.javarosa.core.model.FormIndex;
import org.javarosa.core.model.SelectChoice;
import org.javarosa.core.model.data.IntegerData;
import org.javarosa.core.model.data.StringData;
import org.javarosa.form.api.FormEntryController;

/**
 * Figures of one case in one process: {@code bench parse FILE WARM TIMES}, {@code head FILE TIMES},
 * {@code rows FILE ROWS}, {@code answers FILE MOST}, {@code filter FILE VALUE…}. Each list of
 * figures has wall and CPU milliseconds of this thread; what opening took stands beside it.
 */
final class Bench {
  private final Map<String, Object> line = new LinkedHashMap<>();
  private final List<Double> wall = new ArrayList<>();
  private final List<Double> cpu = new ArrayList<>();
  private Engine engine;

  static Map<String, Object> of(String[] args) throws Exception {
    Bench bench = new Bench();
    bench.run(args);
    bench.line.put("wall_ms", bench.wall);
    bench.line.put("cpu_ms", bench.cpu);
    bench.line.put("peak_kib", peak());
    return bench.line;
  }

  private void run(String[] args) throws Exception {
    File file = new File(args[2]);
    switch (args[1]) {
      case "parse" -> parse(file, Integer.parseInt(args[3]), Integer.parseInt(args[4]));
      case "head" -> head(file, Integer.parseInt(args[3]));
      case "rows" -> rows(file, Integer.parseInt(args[3]));
      case "answers" -> answers(file, Integer.parseInt(args[3]));
      case "filter" -> filter(file, args);
      default -> throw new IllegalArgumentException("bench of what? " + args[1]);
    }
  }

  private interface Work {
    void run() throws Exception;
  }

  private void time(Work work) throws Exception {
    var threads = ManagementFactory.getThreadMXBean();
    long cpuStart = threads.getCurrentThreadCpuTime();
    long start = System.nanoTime();
    work.run();
    wall.add((System.nanoTime() - start) / 1e6);
    cpu.add((threads.getCurrentThreadCpuTime() - cpuStart) / 1e6);
  }

  private void open(File file) throws Exception {
    long before = used();
    time(
        () -> {
          engine = new Engine(Engine.parse(file));
          engine.initialise();
        });
    line.put("open_wall_ms", wall.remove(0));
    line.put("open_cpu_ms", cpu.remove(0));
    line.put("heap_kib", used() - before);
  }

  private void parse(File file, int warm, int times) throws Exception {
    for (int i = 0; i < warm; i++) {
      Engine.parse(file);
    }
    for (int i = 0; i < times; i++) {
      time(() -> Engine.parse(file));
    }
  }

  private void head(File file, int times) throws Exception {
    open(file);
    engine.controller.stepToNextEvent();
    FormIndex index = engine.model.getFormIndex();
    for (int i = 0; i < times; i++) {
      int value = i;
      time(() -> engine.controller.answerQuestion(index, new IntegerData(value), true));
    }
  }

  private void rows(File file, int rows) throws Exception {
    open(file);
    time(
        () -> {
          int made = 0;
          while (true) {
            switch (engine.controller.stepToNextEvent()) {
              case FormEntryController.EVENT_PROMPT_NEW_REPEAT -> {
                if (made++ < rows) {
                  engine.controller.newRepeat();
                }
              }
              case FormEntryController.EVENT_QUESTION ->
                  engine.controller.answerQuestion(new IntegerData(made), true);
              case FormEntryController.EVENT_END_OF_FORM -> {
                return;
              }
              default -> { }
            }
          }
        });
  }

  private void answers(File file, int most) throws Exception {
    open(file);
    for (int n = 1; n <= most; n++) {
      if (engine.controller.stepToNextEvent() == FormEntryController.EVENT_END_OF_FORM) {
        return;
      }
      int value = n % 40;
      time(() -> engine.controller.answerQuestion(new IntegerData(value), true));
    }
  }

  private void filter(File file, String[] args) throws Exception {
    open(file);
    engine.controller.stepToNextEvent();
    FormIndex district = engine.model.getFormIndex();
    engine.controller.stepToNextEvent();
    FormIndex village = engine.model.getFormIndex();
    List<Integer> counts = new ArrayList<>();
    for (int i = 3; i < args.length; i++) {
      String value = args[i];
      engine.controller.answerQuestion(district, new StringData(value), true);
      time(
          () -> {
            List<SelectChoice> choices = engine.model.getQuestionPrompt(village).getSelectChoices();
            counts.add(choices.size());
          });
    }
    line.put("counts", counts);
  }

  private static long used() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) / 1024;
  }

  /** The most memory that this process has had, where the system says so. */
  private static long peak() throws Exception {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return 0;
    }
    for (String text : Files.readAllLines(status)) {
      if (text.startsWith("VmHWM:")) {
        return Long.parseLong(text.replaceAll("\\D", ""));
      }
    }
    return 0;
  }
}
