from kmopolicy.program.load import Loaded, load_program as cached_program
