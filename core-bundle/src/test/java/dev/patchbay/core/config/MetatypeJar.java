package dev.patchbay.core.config;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/** A bundle with options of every kind, in the form in which bnd writes them. */
final class MetatypeJar {
  private static final String XML =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <metatype:MetaData xmlns:metatype="http://www.osgi.org/xmlns/metatype/v1.2.0">
        <OCD id="x.A$Config" name="Web" description="d">
          <AD id=".token" type="Password" name="Token" description="The bot's token"/>
          <AD id=".smtp.password" type="Password" required="false" name="P" min="4"/>
          <AD id="smtp.host" type="String" name="Smtp host" default="x"/>
          <AD id="channel" type="String" name="Channel" default="#builds\\,\\ all"/>
          <AD id="channels" type="String" cardinality="2147483647" name="Channels" default=""/>
          <AD id="list" type="String" cardinality="-3" name="List" default="a,b\\,c"/>
          <AD id="pair" type="Integer" cardinality="2" required="false" name="Pair"/>
          <AD id="port" type="Integer" name="Port" default="0" min="1" max="65535"/>
          <AD id="n" type="Long" required="false" name="N" min="1"/>
          <AD id="on" type="Boolean" name="On" default="true"/>
          <AD id="mode" type="String" name="Mode" default="fast">
            <Option label="fast" value="fast"/>
            <Option label="slow" value="slow"/>
          </AD>
          <AD id="ratio" type="Double" name="D" default="0.5" max="1"/>
          <AD id="room" type="String" name="Room" description="Where to post"/>
        </OCD>
        <Designate factoryPid="web">
          <Object ocdref="x.A$Config"/>
        </Designate>
      </metatype:MetaData>
      """;

  private static final String SECOND =
      """
      <MetaData><OCD id="b" name="B"><AD id="extra" type="Char" required="false"/></OCD>
      <Designate factoryPid="web"><Object ocdref="b"/></Designate>
      <Designate pid="single"><Object ocdref="b"/></Designate></MetaData>
      """;

  private MetatypeJar() {}

  static Path in(Path folder) throws IOException {
    return of(folder, XML, SECOND);
  }

  static Path of(Path folder, String... documents) throws IOException {
    Path jar = folder.resolve("web.jar");
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Bundle-ManifestVersion", "2");
    manifest.getMainAttributes().putValue("Bundle-SymbolicName", "web");
    manifest.getMainAttributes().putValue("Import-Package", "not.there");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file, manifest)) {
      for (int i = 0; i < documents.length; i++) {
        out.putNextEntry(new ZipEntry("OSGI-INF/metatype/" + i + ".xml"));
        out.write(documents[i].getBytes(StandardCharsets.UTF_8));
      }
    }
    return jar;
  }

  static OptionSchema schema(Path folder) throws IOException {
    return MetatypeXml.in(in(folder)).getOrDefault("web", OptionSchema.none("web"));
  }
}
