import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.javarosa.core.model.CoreModelModule;
import org.javarosa.core.model.FormDef;
import org.javarosa.core.model.instance.InstanceInitializationFactory;
import org.javarosa.core.reference.PrefixedRootFactory;
import org.javarosa.core.reference.Reference;
import org.javarosa.core.reference.ReferenceManager;
import org.javarosa.core.services.IPropertyManager;
import org.javarosa.core.services.PropertyManager;
import org.javarosa.core.services.PrototypeManager;
import org.javarosa.core.services.properties.IPropertyRules;
import org.javarosa.core.util.JavaRosaCoreModule;
import org.javarosa.form.api.FormEntryController;
import org.javarosa.form.api.FormEntryModel;
import org.javarosa.model.xform.XFormSerializingVisitor;
import org.javarosa.model.xform.XFormsModule;
import org.javarosa.xform.util.XFormUtils;

/** One form opened as Collect opens it: parse from the file, initialise as new, linear repeats. */
final class Engine {
  final FormDef form;
  final FormEntryController controller;
  final FormEntryModel model;

  /** Once per process, before anything else. */
  static void prepare() {
    PrototypeManager.registerPrototypes(JavaRosaCoreModule.classNames);
    PrototypeManager.registerPrototypes(CoreModelModule.classNames);
    new XFormsModule().registerModule();
    PropertyManager.setPropertyManager(new Nobody());
  }

  /** Parses only: JavaRosa's own reader, with the files beside the form as `jr://…`. */
  static FormDef parse(File file) throws Exception {
    attach(file.getAbsoluteFile().getParentFile());
    return XFormUtils.getFormFromFormXml(file.getPath(), null);
  }

  Engine(FormDef form) {
    this.form = form;
    model = new FormEntryModel(form);
    controller = new FormEntryController(model);
  }

  /** Preloads, first-load events and every calculation, as for a new record. */
  void initialise() {
    form.initialize(true, new InstanceInitializationFactory());
  }

  /** The instance as Collect writes it: what is not relevant is left out. */
  String xml() throws IOException {
    byte[] bytes = new XFormSerializingVisitor().serializeInstance(form.getInstance());
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** A phone without a name: deviceid, username, email and phonenumber stay blank. */
  private static final class Nobody implements IPropertyManager {
    @Override
    public List<String> getProperty(String name) {
      return List.of();
    }

    @Override
    public void setProperty(String name, String value) {}

    @Override
    public void setProperty(String name, List<String> values) {}

    @Override
    public String getSingularProperty(String name) {
      return null;
    }

    @Override
    public void addRules(IPropertyRules rules) {}

    @Override
    public List<IPropertyRules> getRules() {
      return List.of();
    }
  }

  private static void attach(File folder) {
    ReferenceManager manager = ReferenceManager.instance();
    manager.reset();
    manager.addReferenceFactory(new Beside(folder));
  }

  /** Every `jr://…` names a file in the form's own folder. */
  private static final class Beside extends PrefixedRootFactory {
    private final File folder;

    Beside(File folder) {
      // The first root with which the reference begins is taken, so a longer one stands first.
      super(new String[] {"file-csv", "file", "images", "image", "audio", "video"});
      this.folder = folder;
    }

    @Override
    protected Reference factory(String terminal, String uri) {
      return new Local(new File(folder, terminal), uri);
    }
  }

  private record Local(File file, String uri) implements Reference {
    @Override
    public boolean doesBinaryExist() {
      return file.exists();
    }

    @Override
    public InputStream getStream() throws IOException {
      return new FileInputStream(file);
    }

    @Override
    public String getURI() {
      return uri;
    }

    @Override
    public String getLocalURI() {
      return file.getPath();
    }

    @Override
    public boolean isReadOnly() {
      return true;
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
      throw new IOException("read only");
    }

    @Override
    public void remove() throws IOException {
      throw new IOException("read only");
    }

    @Override
    public Reference[] probeAlternativeReferences() {
      return new Reference[0];
    }
  }
}
