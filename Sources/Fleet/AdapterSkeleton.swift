import FoundationEssentials
import JWTConformance

/// What an adapter in some language is begun with: the loop that speaks the protocol, and the places where the library
/// is called left open.
package struct AdapterSkeleton: Sendable {
    /// Why a skeleton can't be written.
    package struct Failure: Error, Hashable, Sendable, CustomStringConvertible {
        package let description: String
    }

    /// The language, in small letters.
    package let language: String
    private let folders: [String]

    /// The languages that there are skeletons for.
    package static func languages(in adapters: String = AdaptersLocation.directory()) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(adapters)/skeletons")) ?? []
        return names.filter { !$0.hasPrefix(".") }.sorted()
    }

    /// The skeleton for a language.
    ///
    /// - Parameters:
    ///   - language: its name, in any case.
    ///   - adapters: the folder of the adapters.
    /// - Throws: ``Failure`` if there is no such language.
    package init(_ language: String, in adapters: String = AdaptersLocation.directory()) throws(Failure) {
        let name = language.lowercased()
        let known = Self.languages(in: adapters)
        guard known.contains(name) else {
            let words =
                known.isEmpty ? "there are none in \(adapters)" : "choose from \(known.joined(separator: ", "))"
            let near = known.nearest(to: name).map { "; did you mean \($0)?" } ?? ""
            throw Failure(description: "no skeleton for \(language)\(near); \(words)")
        }
        self.language = name
        folders = ["\(adapters)/common/\(name)", "\(adapters)/skeletons/\(name)"]
    }

    /// Writes the files into a folder that isn't there yet, or is empty.
    ///
    /// - Parameters:
    ///   - output: the path of the folder.
    ///   - name: the library's name, if known.
    /// - Returns: the names of what stands in the folder then.
    /// - Throws: ``Failure`` if something is there already, or can't be written.
    package func write(to output: String, name: String?) throws(Failure) -> [String] {
        let present = (try? FileManager.default.contentsOfDirectory(atPath: output)) ?? []
        if !present.isEmpty || (FileManager.default.fileExists(atPath: output) && !Self.isFolder(output)) {
            throw Failure(
                description: "\(output) already exists; name another folder with --output, nothing is overwritten"
            )
        }
        do {
            for folder in folders where Self.isFolder(folder) { try copy(folder, to: output, name: name) }
            return try FileManager.default.contentsOfDirectory(atPath: output).sorted()
        } catch {
            throw Failure(description: "\(output) can't be written: \(error.inWords)")
        }
    }

    /// Copies the contents of a folder, except hidden files and the files that interpreters leave behind.
    private func copy(_ source: String, to target: String, name: String?) throws {
        try FileManager.default.createDirectory(atPath: target, withIntermediateDirectories: true)
        for entry in try FileManager.default.contentsOfDirectory(atPath: source)
        where !entry.hasPrefix(".") && !entry.hasPrefix("__") {
            let (from, to) = ("\(source)/\(entry)", "\(target)/\(entry)")
            if Self.isFolder(from) {
                try copy(from, to: to, name: name)
                continue
            }
            // With its permissions: some are to be executed.
            try FileManager.default.copyItem(atPath: from, toPath: to)
            guard let name, let content = FileManager.default.contents(atPath: to) else { continue }
            let text = String(decoding: content, as: UTF8.self)
            let named = text.replacing("\"TODO\"", with: "\"\(name)\"").replacing("MyJWT", with: name)
            if named != text { try overwrite(to, with: named) }
        }
    }

    /// Writes into the file itself, so that it keeps its permissions.
    private func overwrite(_ path: String, with text: String) throws {
        let permissions = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
        try Data(text.utf8).write(to: URL(filePath: path))
        if let permissions {
            try FileManager.default.setAttributes([.posixPermissions: permissions], ofItemAtPath: path)
        }
    }

    private static func isFolder(_ path: String) -> Bool {
        var isFolder = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder
    }
}
