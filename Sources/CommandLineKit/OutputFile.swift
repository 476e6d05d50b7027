import Synchronization
import SystemPackage

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Where a report goes: standard output, or a file.
///
/// A file is written next to the old one, as `FILE.partial`, and replaces it at the end: whoever ends the program
/// before keeps the old report, and what there was of the new. A pipe or a device, such as `/dev/null`, is written to
/// and stays what it is.
package final class OutputFile: Sendable {
    private enum Place {
        case standardOutput
        case direct(FileDescriptor)
        case beside(FileDescriptor, partial: String, target: String)
    }

    /// The partial files that haven't taken their place.
    private static let unfinished = Mutex<Set<String>>([])

    private let path: String
    private let place: Place
    private let isFinished = Atomic(false)

    /// Opens the file, so that a path that can't be written is known before the run.
    ///
    /// - Parameters:
    ///   - path: the file; `nil` for standard output.
    ///   - inputs: files that the report is made of, none of which may be replaced by it.
    ///   - isShared: whether other processes may write the same at the same time, on other machines too: the last one that
    ///     is done has the file. Without it, the file is held until the report is written.
    /// - Throws: ``Failure``.
    package init(path: String?, inputs: [String] = [], isShared: Bool = false) throws(Failure) {
        self.path = path ?? ""
        guard let path else {
            place = .standardOutput
            return
        }
        let present = Status(path)
        if let present, let input = inputs.first(where: { Status($0)?.isSameFile(as: present) == true }) {
            throw Failure(
                .usage,
                "\(path) is \(path == input ? "read" : "\(input), which is read") for this report; name another file"
            )
        }
        do {
            if present?.isRegular ?? !isLink(path),
                let beside = try Self.partial(for: path, replacing: present, isShared: isShared)
            {
                place = beside
            } else {
                let options: FileDescriptor.OpenOptions = [.create, .truncate, .closeOnExec]
                place = .direct(try .open(FilePath(path), .writeOnly, options: options, permissions: Self.permissions))
            }
        } catch let failure as Failure {
            throw failure
        } catch {
            throw Failure(.usage, "\(path) can't be written: \(error)")
        }
    }

    deinit {
        switch place {
        case .standardOutput: break
        case .direct(let file): try? file.close()
        case .beside(let file, let partial, _):
            if !isFinished.load(ordering: .relaxed) { _ = unsafe unlink(partial) }
            _ = Self.unfinished.withLock { $0.remove(partial) }
            try? file.close()
        }
    }

    /// Takes away the partial files that nothing was written to, when the program ends at once.
    static func discardEmpty() {
        for partial in unfinished.withLock({ $0 }) where Status(partial)?.isEmpty == true { _ = unsafe unlink(partial) }
    }

    /// Whether the report goes to a file.
    package var isFile: Bool {
        if case .standardOutput = place { false } else { true }
    }

    /// Writes a part of the report, as it comes.
    ///
    /// - Throws: ``Failure``.
    package func write(_ text: String) throws(Failure) {
        switch place {
        case .standardOutput: try Terminal.write(text)
        case .direct(let file), .beside(let file, _, _):
            do {
                try file.writeAll(text.utf8)
            } catch {
                throw lost(error)
            }
        }
    }

    /// Saves the report so far next to the old one: even a run that is killed leaves its results.
    ///
    /// Nothing where it couldn't be replaced by the whole.
    ///
    /// - Throws: ``Failure``.
    package func keep(_ text: String) throws(Failure) {
        guard case .beside(let file, _, _) = place else { return }
        try empty(file)
        try write(text)
    }

    /// Replaces the file by this text, and goes on holding it: no other run can take it in between.
    ///
    /// - Throws: ``Failure``.
    package func publish(_ text: String) throws(Failure) {
        guard case .beside(_, _, let target) = place else { return try write(text) }
        let copy = target + ".saved"
        do {
            let options: FileDescriptor.OpenOptions = [.create, .truncate, .closeOnExec, .noFollow]
            let file = try FileDescriptor.open(
                FilePath(copy),
                .writeOnly,
                options: options,
                permissions: Self.permissions
            )
            try file.closeAfter { _ = try file.writeAll(text.utf8) }
        } catch {
            _ = unsafe unlink(copy)
            throw lost(error)
        }
        guard unsafe rename(copy, target) == 0 else { throw lost(Errno(rawValue: errno)) }
    }

    /// Writes the whole report in place of what was kept, and lets it take the old one's place.
    ///
    /// - Throws: ``Failure``.
    package func finish(_ text: String) throws(Failure) {
        if case .beside(let file, _, _) = place { try empty(file) }
        try write(text)
        try finish()
    }

    /// Lets what was written take the old report's place.
    ///
    /// - Throws: ``Failure``.
    package func finish() throws(Failure) {
        guard case .beside(_, let partial, let target) = place else { return }
        guard unsafe rename(partial, target) == 0 else { throw lost(Errno(rawValue: errno)) }
        isFinished.store(true, ordering: .relaxed)
    }

    private func empty(_ file: FileDescriptor) throws(Failure) {
        guard ftruncate(file.rawValue, 0) == 0, lseek(file.rawValue, 0, SEEK_SET) == 0 else {
            throw lost(Errno(rawValue: errno))
        }
    }

    private func lost(_ error: any Error) -> Failure { Failure(.suiteDefect, "\(path) can't be written: \(error)") }

    private static let permissions: FilePermissions = [.ownerReadWrite, .groupRead, .otherRead]

    /// Opens the partial file; `nil` if the folder isn't writable.
    private static func partial(for path: String, replacing present: Status?, isShared: Bool) throws -> Place? {
        let target = present == nil ? path : resolved(path)
        // Locks don't reach across every file system.
        let partial = target + (isShared ? ".\(hostName)-\(getpid())" : "") + ".partial"
        while true {
            let options: FileDescriptor.OpenOptions = [.create, .closeOnExec, .noFollow]
            guard
                let file = try? FileDescriptor.open(
                    FilePath(partial),
                    .writeOnly,
                    options: options,
                    permissions: permissions
                )
            else { return nil }
            guard flock(file.rawValue, LOCK_EX | LOCK_NB) == 0 else {
                try? file.close()
                throw Failure(.usage, "\(path) is being written by another run; wait for it, or name another file")
            }
            // The other run may have renamed it in the meantime.
            guard let held = Status(file), Status(partial)?.isSameFile(as: held) == true else {
                try? file.close()
                continue
            }
            _ = ftruncate(file.rawValue, 0)
            if let present { _ = fchmod(file.rawValue, present.permissions) }
            _ = unfinished.withLock { $0.insert(partial) }
            return .beside(file, partial: partial, target: target)
        }
    }

    private static func resolved(_ path: String) -> String {
        guard let pointer = unsafe realpath(path, nil) else { return path }
        defer { unsafe free(pointer) }
        return unsafe String(cString: pointer)
    }
}

/// The name of this machine, as far as it can be a part of a file's name.
private var hostName: String {
    var name = utsname()
    guard unsafe uname(&name) == 0 else { return "host" }
    let octets = unsafe withUnsafeBytes(of: &name.nodename) { unsafe Array($0.prefix { $0 != 0 }) }
    return String(decoding: octets, as: UTF8.self).filter { $0.isLetter || $0.isNumber || $0 == "-" }
}

/// Whether a path is a symbolic link, wherever it leads.
private func isLink(_ path: String) -> Bool {
    var status = stat()
    return unsafe lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
}

/// What the system says of a file.
private struct Status {
    private let status: stat

    init?(_ path: String) {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return nil }
        self.status = status
    }

    init?(_ file: FileDescriptor) {
        var status = stat()
        guard unsafe fstat(file.rawValue, &status) == 0 else { return nil }
        self.status = status
    }

    var isEmpty: Bool { status.st_size == 0 }
    var isRegular: Bool { status.st_mode & S_IFMT == S_IFREG }
    var permissions: mode_t { status.st_mode & 0o777 }

    func isSameFile(as other: Status) -> Bool {
        status.st_dev == other.status.st_dev && status.st_ino == other.status.st_ino
    }
}
