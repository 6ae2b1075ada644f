// Loaded into the processes that a command starts: when the command is gone, also by kill -9, they end too.
process.on('disconnect', () => process.exit(0))
process.channel?.unref()
