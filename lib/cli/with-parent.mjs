// Loaded into the processes that a command starts: when the command is gone, also by kill -9, they end too.
// The channel stays referenced: the worker of `next dev` has nothing else to live on until its first message.
process.on('disconnect', () => process.exit(0))
