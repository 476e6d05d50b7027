import FoundationEssentials

/// The commit of the source folder that this was built from.
enum SourceCommit {
    /// Its name in twelve digits; `nil` if the source folder is gone, or git is missing.
    static func current(_ path: String = #filePath) -> String? {
        var folder = URL(filePath: path)
        for _ in 0..<8 {
            folder = folder.deletingLastPathComponent()
            guard let git = gitFolder(in: folder) else { continue }
            return commit(in: git).map { String($0.prefix(12)) }
        }
        return nil
    }

    /// `.git` itself, or the folder that it names if this is a further work tree.
    private static func gitFolder(in folder: URL) -> URL? {
        let git = folder.appending(path: ".git")
        if text(git.appending(path: "HEAD")) != nil { return git }
        guard let line = text(git), line.hasPrefix("gitdir: ") else { return nil }
        return URL(filePath: String(line.dropFirst("gitdir: ".count)))
    }

    private static func commit(in git: URL) -> String? {
        guard let head = text(git.appending(path: "HEAD")) else { return nil }
        guard head.hasPrefix("ref: ") else { return head }
        let name = String(head.dropFirst("ref: ".count))
        // The references of a further work tree are the main one's.
        let common = text(git.appending(path: "commondir")).map { git.appending(path: $0) } ?? git
        if let commit = text(common.appending(path: name)) { return commit }
        let packed = text(common.appending(path: "packed-refs"))?.split(separator: "\n") ?? []
        return packed.first { $0.hasSuffix(" " + name) }.map { String($0.prefix { $0 != " " }) }
    }

    private static func text(_ url: URL) -> String? {
        guard let data = try? Data(contentsOf: url) else { return nil }
        let text = String(decoding: data, as: UTF8.self)
        return text.last == "\n" ? String(text.dropLast()) : text
    }
}
