@echo off
rem Plain ASCII on purpose: a console in code page 936 and one in 65001 read it alike.
rem No path stands inside a block in parentheses, so that one with parentheses does not end it.
setlocal EnableExtensions DisableDelayedExpansion
title plan-checker
set "PYTHONUTF8=1"
set "PYTHONNOUSERSITE=1"
set "APP=%~dp0app"
set RUN=
if exist "%~dp0python\python.exe" set RUN="%~dp0python\python.exe"
if defined RUN goto start
for %%V in (3.13 3.12 3.11) do call :try py -%%V
call :try python
if not defined RUN goto nopython

:start
%RUN% "%APP%\launcher.py" %*
set CODE=%ERRORLEVEL%
echo.
pause
exit /b %CODE%

:try
if defined RUN exit /b 0
%* -c "import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))" >nul 2>nul
if not errorlevel 1 set RUN=%*
exit /b 0

:nopython
start "" notepad.exe "%APP%\nopython.txt"
exit /b 2
